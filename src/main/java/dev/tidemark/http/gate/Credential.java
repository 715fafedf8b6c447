package dev.tidemark.http.gate;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// The key a request was sent with.
///
/// @param secret as presented; never logged
record Credential(String secret) {

    private static final String BEARER = "Bearer ";

    /// Reads `Authorization: Bearer …`, else `X-API-Key`. Another scheme of authorization is an empty secret, which
    /// no key has.
    static Optional<Credential> of(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            boolean isBearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
            return Optional.of(new Credential(
                    isBearer ? authorization.substring(BEARER.length()).strip() : ""));
        }
        return Optional.ofNullable(request.getHeader("X-API-Key")).map(key -> new Credential(key.strip()));
    }

    @Override
    public String toString() {
        return "Credential[***]";
    }
}
