package dev.tidemark.http.gate;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/// Answers browsers that ask on behalf of other sites: only the allowed ones, and this one itself.
///
/// vertx-web's handler does the talking, but would refuse the server's own pages, whose POSTs carry an `Origin` too.
public final class CheckOriginHandler implements Handler<RoutingContext> {

    private static final int PREFLIGHT_SECONDS = 600;

    private final Set<String> allowed;
    private final CorsHandler cors;

    /// @param allowed origins as in `https://example.org`; `*` for all
    public CheckOriginHandler(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
        this.cors = CorsHandler.create()
                .addOrigins(allowed)
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "Authorization",
                        "X-API-Key",
                        "Content-Type",
                        "Content-Encoding",
                        "Idempotency-Key",
                        "If-None-Match",
                        "If-Range",
                        "Range",
                        "X-Request-Id"))
                .exposedHeaders(Set.of(
                        "Accept-Ranges",
                        "Content-Length",
                        "Content-Range",
                        "ETag",
                        "Retry-After",
                        "X-Request-Id",
                        "Idempotent-Replayed"))
                .maxAgeSeconds(PREFLIGHT_SECONDS);
    }

    @Override
    public void handle(RoutingContext ctx) {
        String origin = ctx.request().getHeader("Origin");
        if (origin == null || isOwn(ctx.request(), origin)) {
            ctx.next();
        } else if (allowed.contains(origin) || allowed.contains("*")) {
            cors.handle(ctx);
        } else {
            ctx.fail(Refusals.foreignOrigin(origin).asException());
        }
    }

    // The scheme is not compared: behind a proxy that ends TLS it differs although the site is the same.
    private static boolean isOwn(HttpServerRequest request, String origin) {
        int authority = origin.indexOf("://");
        return authority > 0 && origin.substring(authority + 3).equalsIgnoreCase(request.getHeader("Host"));
    }
}
