package dev.tidemark.simulation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that speaks the API of ACE IoT over a [SimulatedHistory]. Thread-safe.
public final class SimulatedBuildings {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedBuildings.class);
    private static final String BASE = "/api";
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final SimulatedOptions options;
    private final SimulatedHistory history;
    private final SimulatedFaults faults;
    private final HttpServer server;

    private SimulatedBuildings(Vertx vertx, SimulatedOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.history = new SimulatedHistory(options);
        this.faults = new SimulatedFaults(options.seed());
        this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(false))
                .requestHandler(this::answer);
    }

    /// Listens at loopback.
    public static Future<SimulatedBuildings> start(Vertx vertx, SimulatedOptions options) {
        var buildings = new SimulatedBuildings(vertx, options);
        return buildings.server.listen(options.port(), LOOPBACK).map(buildings);
    }

    /// The base of the API.
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort() + BASE);
    }

    /// What it holds.
    public SimulatedHistory history() {
        return history;
    }

    public SimulatedFaults faults() {
        return faults;
    }

    /// Ends all connections. Idempotent.
    public Future<Void> close() {
        return server.close();
    }

    private void answer(HttpServerRequest request) {
        Optional<SimulatedFaults.Fault> fault = faults.draw();
        HttpServerResponse response = request.response();
        switch (fault.orElse(null)) {
            case ERROR -> end(response, 500, message("Something went wrong"));
            case BAD_GATEWAY -> end(response.setStatusCode(502), "<html>502 Bad Gateway</html>");
            case THROTTLED ->
                end(
                        response.putHeader("Retry-After", String.valueOf(faults.retryAfterSeconds())),
                        429,
                        message("Too many requests"));
            case SLOW ->
                reported(vertx.timer(faults.delay().toMillis(), TimeUnit.MILLISECONDS)
                        .onSuccess(late -> checked(request, null))
                        .mapEmpty());
            case TRUNCATED, CUT -> checked(request, fault.get());
            case null -> checked(request, null);
        }
    }

    private void checked(HttpServerRequest request, SimulatedFaults.@Nullable Fault fault) {
        HttpServerResponse response = request.response();
        @Nullable String key = request.getHeader("Authorization");
        try {
            if (!options.key().isEmpty() && key == null) {
                end(response, 401, message("Missing Authorization Header"));
            } else if (!options.key().isEmpty() && !("Bearer " + options.key()).equals(key)) {
                end(response, 500, message("An unhandled exception occurred."));
            } else {
                route(request, fault);
            }
        } catch (IllegalArgumentException e) {
            end(response, 400, message(String.valueOf(e.getMessage())));
        }
    }

    private void route(HttpServerRequest request, SimulatedFaults.@Nullable Fault fault) {
        List<String> path = path(request);
        HttpServerResponse response = request.response();
        if (path.equals(List.of("api", "sites"))) {
            end(response, 200, ListAnswer.sites(request, history));
            return;
        }
        if (path.size() < 4 || !path.subList(0, 2).equals(List.of("api", "sites"))) {
            end(response, 404, message("Not found"));
            return;
        }
        String site = path.get(2);
        if (!history.sites().contains(site)) {
            end(response, 403, new JsonObject().putNull("id").putNull("name").putNull("client"));
        } else if (faults.isFailing(site)) {
            end(response, 500, message("Something is wrong with this site"));
        } else {
            site(request, site, fault);
        }
    }

    private void site(HttpServerRequest request, String site, SimulatedFaults.@Nullable Fault fault) {
        HttpServerResponse response = request.response();
        List<String> path = path(request);
        switch (String.join("/", path.subList(3, path.size()))) {
            case "points" -> end(response, 200, ListAnswer.points(request, history, site));
            case "configured_points" -> end(response, 200, ListAnswer.configured(request, history, site));
            case "timeseries/paginated" -> page(request, site, fault);
            default -> end(response, 404, message("Not found"));
        }
    }

    private void page(HttpServerRequest request, String site, SimulatedFaults.@Nullable Fault fault) {
        HttpServerResponse response = request.response();
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, options.clock().instant());
        PageRequest page = PageRequest.of(request);
        var answer = new PageAnswer(history, site, page, nowUs, faults.isCursorWrong());
        if (answer.isEmpty() && page.isFirst()) {
            end(response, 404, message("No data for time period"));
            return;
        }
        reported(answer.write(response, breakOff(request, fault)));
    }

    private static @Nullable Runnable breakOff(HttpServerRequest request, SimulatedFaults.@Nullable Fault fault) {
        return switch (fault) {
            case TRUNCATED -> () -> reported(request.response().end());
            case CUT -> () -> reported(request.connection().close());
            case null, default -> null;
        };
    }

    /// The decoded parts of the path. A part may hold slashes of its own.
    private static List<String> path(HttpServerRequest request) {
        return Arrays.stream(String.valueOf(request.path()).split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private static JsonObject message(String text) {
        return new JsonObject().put("message", text);
    }

    private static void end(HttpServerResponse response, int status, JsonObject body) {
        end(response.setStatusCode(status).putHeader("Content-Type", "application/json"), body.encode());
    }

    private static void end(HttpServerResponse response, String body) {
        reported(response.end(body));
    }

    private static void reported(Future<Void> answer) {
        answer.onFailure(gone -> LOG.debug("A client of the simulated buildings went away", gone));
    }
}
