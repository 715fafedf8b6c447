package dev.tidemark.http;

import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotFault;
import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.journal.JournalFault;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Walks every path, method and status of the description against a running server. A status that is described and for
/// which there is no case here fails, and so does a route that is not described.
class OpenApiIT {

    private static final JsonObject API = ApiDescription.load();
    private static final Set<String> METHODS = Set.of("get", "post", "delete");

    private static final String SITE = OpenApiRows.SITE;
    private static final String SAMPLES = OpenApiRows.SAMPLES;

    private static final List<String> ALL_BUT_HEALTH = List.of(
            "GET /status",
            "GET /metrics",
            "GET /openapi.json",
            "POST /start",
            "POST /stop",
            "POST /internal/ingest",
            "POST /timeseries/ingest",
            "GET /api/ticks?symbol=BTC-USD",
            "GET /api/trades?symbol=BTC-USD",
            "GET /api/ticks.csv?symbol=BTC-USD",
            "GET /api/trades.csv?symbol=BTC-USD",
            "GET /timeseries/query" + SITE,
            "GET /timeseries/query.csv" + SITE,
            "GET /timeseries/latest?site_name=north",
            "GET /sites",
            "GET /sites/north/points",
            "POST /timeseries/query",
            "POST /timeseries/query.csv",
            "GET /api/symbols",
            "GET /gaps",
            "GET /dlq",
            "POST /dlq/replay",
            "GET /dlq/1",
            "DELETE /dlq/1",
            "GET /keys",
            "POST /keys",
            "DELETE /keys/p0",
            "POST /archive/run",
            "GET /archive/runs",
            "GET /archive/runs/1",
            "GET /lake/a/b.parquet");

    private static final Setup KEYED = Setup.OPEN.withKeys("ingest-secret", "admin-secret");
    private static final String[] STORED = {"Authorization", "Bearer tm_stored_key"};
    private static final String[] ADMIN = {"Authorization", "Bearer admin-secret"};

    private static final String SAMPLE =
            "{\"site_name\":\"north\",\"samples\":[{\"point_name\":\"p1\",\"timestamp\":1700000000,\"value\":21.5}]}";
    private static final String FEED =
            "{\"feeds\":[{\"symbol\":\"A\",\"price\":1,\"timestamp\":1700000000,\"source\":\"s\"}]}";

    private static final String KEY = "{\"name\":\"grafana\",\"scopes\":[\"read\"]}";

    /// One request and the status that it must get.
    ///
    /// @param call method and address
    private record Case(String call, String body, int status, List<String> headers) {

        String method() {
            return call.substring(0, call.indexOf(' '));
        }

        String target() {
            return call.substring(call.indexOf(' ') + 1);
        }

        String path() {
            return target().split("\\?", 2)[0];
        }

        HttpResponse<String> send(TestServer server) {
            return server.send(method(), target(), BodyPublishers.ofString(body), headers.toArray(String[]::new));
        }
    }

    private static Case of(String call, int status) {
        return new Case(call, "", status, List.of());
    }

    private static Case of(String call, String body, int status, String... headers) {
        return new Case(call, body, status, List.of(headers));
    }

    private static List<Case> well() {
        return List.of(
                of("GET /health", 200),
                of("GET /health/live", 200),
                of("GET /health/ready", 200),
                of("GET /status", 200),
                of("GET /metrics", 200),
                of("GET /openapi.json", 200),
                of("GET /api/ticks?symbol=BTC-USD", 200),
                of("GET /api/ticks?symbol=BTC-USD&limit=1", 200),
                of("GET /api/ticks", 400),
                of("GET /api/ticks?symbol=NO-SUCH", 404),
                of("GET /api/trades?symbol=BTC-USD", 200),
                of("GET /api/trades", 400),
                of("GET /api/trades?symbol=NO-SUCH", 404),
                of("GET /api/symbols", 200),
                of("GET /gaps", 200),
                of("GET /gaps?limit=0", 400),
                of("GET /dlq?limit=1", 200),
                of("GET /dlq?limit=0", 400),
                of("GET /dlq/1", 200),
                of("GET /dlq/2", 200),
                of("GET /dlq/x", 400),
                of("GET /dlq/99", 404),
                of("DELETE /dlq/x", 400),
                of("DELETE /dlq/99", 404),
                of("POST /dlq/replay", 400),
                of("POST /dlq/replay", "{\"ids\":[1]}", 200),
                of("POST /dlq/replay", large(), 413),
                of("DELETE /dlq/2", 204),
                of("POST /start", 200),
                of("POST /start", "[]", 400),
                of("POST /start", large(), 413),
                of("POST /stop", 200),
                of("POST /stop", "[]", 400),
                of("POST /stop", large(), 413),
                of("GET /archive/runs/1", 404),
                of("POST /archive/run", 202),
                of("POST /archive/run?dataset=samples&partition=a&force=true", "{\"from\":\"2026-03-01\"}", 202),
                of("POST /archive/run", "{\"dataset\":\"candles\"}", 400),
                of("POST /archive/run", "{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\"}", 400),
                of("POST /archive/run", large(), 413),
                of("GET /archive/runs?limit=1", 200),
                of("GET /archive/runs?limit=0", 400),
                of("GET /archive/runs/1", 200),
                of("GET /archive/runs/x", 400),
                of("POST /internal/ingest", FEED, 202, "Idempotency-Key", "one"),
                of("POST /internal/ingest", FEED.replace("\"A\"", "\"B\""), 422, "Idempotency-Key", "one"),
                of("POST /internal/ingest", "{}", 400),
                of("POST /internal/ingest", large(), 413),
                of("POST /internal/ingest", FEED, 415, "Content-Encoding", "br"),
                of("POST /timeseries/ingest", SAMPLE, 202, "Idempotency-Key", "two"),
                of("POST /timeseries/ingest", SAMPLE.replace("p1", "p2"), 422, "Idempotency-Key", "two"),
                of("POST /timeseries/ingest", "{}", 400),
                of("POST /timeseries/ingest", large(), 413),
                of("POST /timeseries/ingest", SAMPLE, 415, "Content-Encoding", "br"),
                of("GET /lake/a/b.parquet", 200),
                of("GET /lake/a/b.parquet", "", 206, "Range", "bytes=1-2"),
                of("GET /lake/a/b.parquet", "", 304, "If-None-Match", "*"),
                of("GET /lake/a/b.parquet", "", 416, "Range", "bytes=100-"),
                of("GET /lake/a/c.parquet", 404));
    }

    private static List<Case> keys() {
        return List.of(
                of("GET /keys", "", 200, ADMIN),
                of("POST /keys", KEY, 201, ADMIN),
                of("GET /keys", "", 200, ADMIN),
                of("DELETE /keys/p0", "", 204, ADMIN),
                of("GET /keys", "", 200, ADMIN),
                of("DELETE /keys/p9", "", 404, ADMIN),
                of("POST /keys", "{}", 400, ADMIN),
                of("POST /keys", large(), 413, ADMIN));
    }

    static String large() {
        return "x".repeat(TestServer.CONFIG.maxBodyBytes() + 1);
    }

    @TestFactory
    Stream<DynamicTest> everyDescribedStatusIsAnsweredInItsShape() {
        var seen = new TreeSet<String>();
        var tests = Stream.of(
                test("well", () -> checkAll(filled(Setup.OPEN), well(), seen)),
                test("rows", () -> checkAll(archived(), rows(), seen)),
                test("keys", () -> checkAll(filled(KEYED), keys(), seen)),
                test("broken", () -> checkAll(broken(), faults(), seen)),
                test("without a key", () -> checkAll(filled(KEYED), refusals(401), seen)),
                test("with a key of no scope", () -> checkAll(filled(KEYED), wrongScopes(), seen)),
                test("too often", () -> checkAll(exhausted(), refusals(429), seen)),
                // The patience of a body is 30 s: that it ends is tested on the reader of bodies itself.
                test("all described are seen", () -> {
                    seen.addAll(List.of(
                            "post /internal/ingest 408",
                            "post /timeseries/ingest 408",
                            "post /timeseries/query 408",
                            "post /timeseries/query.{ending} 408"));
                    assertThat(seen).isEqualTo(described());
                }));
        return tests;
    }

    private static DynamicTest test(String name, Executable body) {
        return DynamicTest.dynamicTest(name, body);
    }

    private static List<Case> faults() {
        return List.of(
                of("GET /health", 503),
                of("GET /health/live", 503),
                of("GET /health/ready", 503),
                of("GET /status", "", 503, STORED),
                of("GET /metrics", "", 503, STORED),
                of("GET /openapi.json", "", 503, STORED),
                of("POST /start", "", 503, STORED),
                of("POST /stop", "", 503, STORED),
                of("POST /internal/ingest", FEED, 503, ADMIN),
                of("POST /timeseries/ingest", SAMPLE, 503, ADMIN),
                of("GET /api/ticks?symbol=BTC-USD", "", 503, ADMIN),
                of("GET /api/trades?symbol=BTC-USD", "", 503, ADMIN),
                of("GET /api/ticks.csv?symbol=BTC-USD", "", 503, ADMIN),
                of("GET /api/trades.csv?symbol=BTC-USD", "", 503, ADMIN),
                of("GET /timeseries/query" + SITE, "", 503, ADMIN),
                of("GET /timeseries/query.csv" + SITE, "", 503, ADMIN),
                of("GET /timeseries/latest?site_name=north", "", 503, ADMIN),
                of("GET /sites", "", 503, ADMIN),
                of("GET /sites/north/points", "", 503, ADMIN),
                of("POST /timeseries/query", SAMPLES, 503, ADMIN),
                of("POST /timeseries/query.csv", SAMPLES, 503, ADMIN),
                of("GET /api/symbols", "", 503, ADMIN),
                of("GET /gaps", "", 503, ADMIN),
                of("GET /dlq", "", 503, ADMIN),
                of("GET /dlq/1", "", 503, ADMIN),
                of("DELETE /dlq/1", "", 503, ADMIN),
                of("POST /dlq/replay", "{\"all\":true}", 503, ADMIN),
                of("GET /keys", "", 503, ADMIN),
                of("POST /keys", KEY, 503, ADMIN),
                of("DELETE /keys/p0", "", 503, ADMIN),
                of("POST /archive/run", "", 409, ADMIN),
                of("POST /archive/run", "", 503, STORED),
                of("GET /archive/runs", "", 503, STORED),
                of("GET /archive/runs/1", "", 503, STORED),
                of("GET /lake/a/b.parquet", "", 503, ADMIN));
    }

    private static List<Case> refusals(int status) {
        return ALL_BUT_HEALTH.stream().map(call -> of(call, status)).toList();
    }

    private static List<Case> wrongScopes() {
        return Stream.concat(
                        ALL_BUT_HEALTH.stream()
                                .filter(call -> !call.endsWith("/ingest"))
                                .map(call -> of(call, "", 403, "Authorization", "Bearer ingest-secret")),
                        Stream.of(
                                of("POST /internal/ingest", FEED, 403, "Origin", "https://evil.example"),
                                of("POST /timeseries/ingest", SAMPLE, 403, "Origin", "https://evil.example")))
                .toList();
    }

    private static TestServer filled(Setup setup) {
        var server = new TestServer(setup);
        server.add(Rows.ticks("acme", "BTC/USD", 3));
        server.add(Rows.trades("acme", "BTC/USD", 3));
        server.reader.add(new Gap(1, "acme", "BTC/USD", "trade-id", 1, 2, TestServer.NOW, null));
        server.deadLetters.add(new DeadLetter(1, TestServer.NOW, "why", "22021", 3, Rows.ticks("acme", "BTC/USD", 1)));
        server.deadLetters.add(new DeadLetter(2, TestServer.NOW, "why", "22021", 3, Rows.trades("acme", "BTC/USD", 1)));
        server.putObject("a/b.parquet", "0123456789");
        server.refreshStore();
        assertThat(TestServer.await(server.collectors.start("coinbase"))).isTrue();
        return server;
    }

    private static TestServer archived() {
        TestServer server = filled(Setup.OPEN);
        OpenApiRows.archive(server);
        return server;
    }

    private static List<Case> rows() {
        return OpenApiRows.requests().stream()
                .map(request -> of(
                        request.call(),
                        request.body(),
                        request.status(),
                        request.headers().toArray(String[]::new)))
                .toList();
    }

    private static TestServer broken() {
        TestServer server = filled(KEYED);
        var fault = new HotFault.Unavailable("down", new IllegalStateException());
        server.failWith(fault);
        server.deadLetters.failWith(fault);
        server.keys.failWith(fault);
        server.objects.failWith(new ColdFault.Unavailable("a/b.parquet", "down", null));
        server.journal.failWith(new JournalFault.Stopped("disk failed"));
        server.missing.add("collectors: not started");
        server.archive.busy(true);
        server.pass(Duration.ofSeconds(10));
        return server;
    }

    private static TestServer exhausted() {
        var config = new HttpConfig("127.0.0.1", 0, 1 << 20, 1_000, 1, List.of());
        TestServer server = filled(Setup.OPEN.with(config));
        assertThat(server.get("/status").statusCode()).isEqualTo(200);
        return server;
    }

    private static void checkAll(TestServer server, List<Case> cases, Set<String> seen) {
        try (server) {
            cases.forEach(one -> check(one, one.send(server), seen));
        }
    }

    private static void check(Case one, HttpResponse<String> answer, Set<String> seen) {
        assertThat(answer.statusCode()).as(one.call + ": " + answer.body()).isEqualTo(one.status);
        String template = template(one.path());
        String method = one.method().toLowerCase(Locale.ROOT);
        JsonObject responses = API.getJsonObject("paths")
                .getJsonObject(template)
                .getJsonObject(method)
                .getJsonObject("responses");
        assertThat(responses.fieldNames()).as(one.call).contains(String.valueOf(one.status));
        JsonObject response = JsonShape.resolve(API, responses.getJsonObject(String.valueOf(one.status)));
        response.getJsonObject("headers", new JsonObject()).fieldNames().stream()
                .filter(name -> one.status >= 400)
                .forEach(name ->
                        assertThat(answer.headers().firstValue(name)).as(name).isPresent());
        checkBody(one, answer, response.getJsonObject("content"));
        seen.add(method + " " + template + " " + one.status);
    }

    private static void checkBody(Case one, HttpResponse<String> answer, @Nullable JsonObject content) {
        if (content == null) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
        assertThat(content.fieldNames()).as(one.call).contains(type);
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
            assertThat(JsonShape.faults(API, schema, json(answer)))
                    .as(one.call + ": " + answer.body())
                    .isEmpty();
        }
    }

    /// The described path that a path belongs to, a literal one before one with a parameter.
    private static String template(String path) {
        Set<String> templates = API.getJsonObject("paths").fieldNames();
        return templates.contains(path)
                ? path
                : templates.stream()
                        .filter(template -> Pattern.matches(
                                template.replace(".", "\\.")
                                        .replace("{key}", ".+")
                                        .replaceAll("\\{\\w+}", "[^/]+"),
                                path))
                        .findFirst()
                        .orElseThrow();
    }

    private static Set<String> described() {
        var all = new TreeSet<String>();
        API.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        JsonObject responses = ((JsonObject) method.getValue()).getJsonObject("responses");
                        responses
                                .fieldNames()
                                .forEach(status -> all.add(method.getKey() + " " + path.getKey() + " " + status));
                    }
                }));
        return all;
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedOneIsARoute() {
        try (var server = new TestServer()) {
            Set<String> routes = new TreeSet<>(server.routes());
            Set<String> described = new TreeSet<>();
            API.getJsonObject("paths")
                    .forEach(path -> ((JsonObject) path.getValue())
                            .fieldNames().stream()
                                    .filter(METHODS::contains)
                                    .forEach(method -> described.add(method + " " + path.getKey())));

            assertThat(routes).isEqualTo(described);
        }
    }

    @Test
    void whatIsServedIsWhatIsDescribed() {
        try (var server = new TestServer()) {
            JsonObject served = json(server.get("/openapi.json"));

            assertThat(served).isEqualTo(API);
            assertThat(served.getString("openapi")).isEqualTo("3.1.0");
            assertThat(operationIds(served)).doesNotHaveDuplicates();
        }
    }

    private static List<String> operationIds(JsonObject api) {
        return api.getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue()).stream())
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method -> ((JsonObject) method.getValue()).getString("operationId"))
                .toList();
    }
}
