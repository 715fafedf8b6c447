package dev.tidemark.http;

import dev.tidemark.access.ApiKeys.Scope;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// One method of one path.
///
/// @param path as the router takes it: `/dlq/:id`
/// @param scope that a key needs; null where none is needed
record Endpoint(HttpMethod method, String path, @Nullable Scope scope, Handler<RoutingContext> handler) {

    static Endpoint open(String path, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.GET, path, null, handler);
    }

    static Endpoint get(String path, Handler<RoutingContext> handler) {
        return get(path, Scope.READ, handler);
    }

    static Endpoint get(String path, Scope scope, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.GET, path, scope, handler);
    }

    static Endpoint post(String path, Scope scope, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.POST, path, scope, handler);
    }

    static Endpoint delete(String path, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.DELETE, path, Scope.ADMIN, handler);
    }

    /// Whether this answers a request with that method; a GET answers HEAD too.
    boolean answers(HttpMethod asked) {
        return asked.equals(method) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
    }
}
