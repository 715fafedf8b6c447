package dev.tidemark.http;

import dev.tidemark.access.RateLimit;
import dev.tidemark.http.gate.CheckOriginHandler;
import dev.tidemark.http.gate.Gate;
import dev.tidemark.http.problem.AnswerProblemHandler;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Puts endpoints into a router: log and request id, origin, key and scope, the handler, and what is left to 405, 404
/// and the problem handler.
final class Wiring {

    private static final int MAX_CALLERS = 10_000;

    /// What the router itself can fail with, such as a path with a broken escape.
    private static final int[] ROUTER_STATUSES = {400, 404, 405, 406, 413, 415, 500};

    private Wiring() {}

    static Router router(Vertx vertx, HttpConfig config, HttpParts parts) {
        Router router = Router.router(vertx);
        router.route()
                .handler(new LogRequestHandler(parts.clocks().nanoTime()))
                .handler(new CheckOriginHandler(config.corsOrigins()))
                .failureHandler(new AnswerProblemHandler());
        var rates = new RateLimit(
                config.requestsPerSecond(), MAX_CALLERS, parts.clocks().nanoTime());
        var gate = new Gate(parts.keys(), rates, config.host());
        byPath(new Routes(config, parts).all()).forEach((path, endpoints) -> wire(router, gate, path, endpoints));
        router.route().last().handler(Wiring::unknownPath);
        for (int status : ROUTER_STATUSES) {
            router.errorHandler(status, new AnswerProblemHandler(status));
        }
        return router;
    }

    private static Map<String, List<Endpoint>> byPath(List<Endpoint> endpoints) {
        var pathToEndpoints = new LinkedHashMap<String, List<Endpoint>>();
        endpoints.forEach(endpoint -> pathToEndpoints.merge(endpoint.path(), List.of(endpoint), Wiring::both));
        return pathToEndpoints;
    }

    private static List<Endpoint> both(List<Endpoint> some, List<Endpoint> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static void wire(Router router, Gate gate, String path, List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            Route route = router.route(path).method(endpoint.method());
            if (endpoint.answers(HttpMethod.HEAD)) {
                route.method(HttpMethod.HEAD);
            }
            if (endpoint.scope() != null) {
                route.handler(gate.require(endpoint.scope()));
            }
            route.handler(endpoint.handler());
        }
        router.route(path).handler(otherMethod(endpoints));
    }

    private static Handler<RoutingContext> otherMethod(List<Endpoint> endpoints) {
        var methods = new TreeSet<String>(List.of("OPTIONS"));
        endpoints.forEach(endpoint -> methods.add(endpoint.method().name()));
        if (endpoints.stream().anyMatch(endpoint -> endpoint.answers(HttpMethod.HEAD))) {
            methods.add("HEAD");
        }
        String allow = String.join(", ", methods);
        Problem problem = Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "Expected one of " + allow)
                .withHeader("Allow", allow);
        return ctx -> {
            if (ctx.request().method().equals(HttpMethod.OPTIONS)) {
                ctx.response().putHeader("Allow", allow);
                Answers.empty(ctx, 204);
            } else {
                ctx.fail(problem.asException());
            }
        };
    }

    private static void unknownPath(RoutingContext ctx) {
        ctx.fail(Problem.of(ProblemKind.NOT_FOUND, "There is no such path. What there is, is in /openapi.json.")
                .asException());
    }
}
