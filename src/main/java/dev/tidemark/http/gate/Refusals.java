package dev.tidemark.http.gate;

import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import java.util.Locale;

/// The words with which a gate refuses.
final class Refusals {

    private static final String REALM = "Bearer realm=\"tidemark\"";

    private Refusals() {}

    static Problem missingKey(boolean isThereAny) {
        String hint = " There is no key yet: make one with './tidemark keys create', or set API_KEY (ingest) or"
                + " BACKFILL_API_KEY (admin). Until then only /health answers.";
        String detail = "Expected a key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY', was none.";
        return unauthorized(isThereAny ? detail : detail + hint, REALM);
    }

    static Problem unknownKey() {
        return unauthorized(
                "Expected a valid key, was one that is unknown or revoked.", REALM + ", error=\"invalid_token\"");
    }

    static Problem wrongScope(Scope needed) {
        String word = needed.name().toLowerCase(Locale.ROOT);
        return Problem.of(ProblemKind.FORBIDDEN, "Expected a key with the scope '" + word + "', was one without.")
                .withHeader("WWW-Authenticate", REALM + ", error=\"insufficient_scope\", scope=\"" + word + "\"");
    }

    static Problem notLocal() {
        return Problem.of(
                ProblemKind.FORBIDDEN,
                "Without keys only this machine is answered, under a loopback name such as localhost."
                        + " To be reached under another name, make a key with './tidemark keys create'.");
    }

    static Problem foreignOrigin(String origin) {
        return Problem.of(
                ProblemKind.FORBIDDEN,
                "Expected a request of this site or of an allowed origin (http.cors-origins), was '" + origin + "'.");
    }

    static Problem tooMany() {
        return Problem.of(ProblemKind.TOO_MANY, "More requests than one key or address may send in a second.");
    }

    private static Problem unauthorized(String detail, String challenge) {
        return Problem.of(ProblemKind.UNAUTHORIZED, detail).withHeader("WWW-Authenticate", challenge);
    }
}
