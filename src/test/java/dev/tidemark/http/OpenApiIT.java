package dev.tidemark.http;

import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.Partition;
import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotFault;
import dev.tidemark.http.OpenApiCases.Case;
import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
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

    private static final Setup KEYED = Setup.OPEN.withKeys("ingest-secret", "admin-secret");

    @TestFactory
    Stream<DynamicTest> everyDescribedStatusIsAnsweredInItsShape() {
        var seen = new TreeSet<String>();
        var tests = Stream.of(
                test("well", () -> checkAll(filled(Setup.OPEN), OpenApiCases.well(), seen)),
                test("archive", () -> checkAll(filled(Setup.OPEN), OpenApiCases.archive(), seen)),
                test("lake", () -> checkAll(filled(Setup.OPEN), OpenApiLake.requests(), seen)),
                test("lake, broken", () -> checkAll(broken(), OpenApiLake.faults(), seen)),
                test("backfill", () -> checkAll(filled(Setup.OPEN), OpenApiCases.backfill(), seen)),
                test("bodies", () -> checkAll(filled(Setup.OPEN), OpenApiCases.bodies(), seen)),
                test("rows", () -> checkAll(archived(), OpenApiCases.rows(), seen)),
                test("keys", () -> checkAll(filled(KEYED), OpenApiCases.keys(), seen)),
                test("broken", () -> checkAll(broken(), OpenApiCases.faults(), seen)),
                test("without a key", () -> checkAll(filled(KEYED), OpenApiCases.refusals(401), seen)),
                test("with a key of no scope", () -> checkAll(filled(KEYED), OpenApiCases.wrongScopes(), seen)),
                test("too often", () -> checkAll(exhausted(), OpenApiCases.refusals(429), seen)),
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

    /// Has rows of a closed day in cold, and nothing else of that day.
    private static TestServer archived() {
        TestServer server = filled(Setup.OPEN);
        LocalDate day = LocalDate.of(2026, 11, 1);
        long dayUs = day.toEpochDay() * 86_400_000_000L;
        var samples = new SampleBatch(1);
        samples.add(new Series(Dataset.SAMPLES, "north", "p"), dayUs, 1.5);
        var ticks = new TickBatch(1);
        ticks.add(new Series(Dataset.TICKS, "acme", "BTC/USD"), dayUs, dayUs, 1);
        var trades = new TradeBatch(1);
        trades.add(new Series(Dataset.TRADES, "acme", "BTC/USD"), dayUs, dayUs, "t", 1, 2, Side.BUY);
        List.of(samples, ticks, trades).forEach(server::add);
        server.rows.archive(new Partition(Dataset.SAMPLES, "north"), day);
        server.rows.archive(new Partition(Dataset.TICKS, "BTC/USD"), day);
        server.rows.archive(new Partition(Dataset.TRADES, "BTC/USD"), day);
        return server;
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
        server.lakeJobs.busy(true);
        server.backfill.busy(true);
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
        assertThat(answer.statusCode()).as(one.call() + ": " + answer.body()).isEqualTo(one.status());
        String template = template(one.path());
        String method = one.method().toLowerCase(Locale.ROOT);
        JsonObject responses = API.getJsonObject("paths")
                .getJsonObject(template)
                .getJsonObject(method)
                .getJsonObject("responses");
        assertThat(responses.fieldNames()).as(one.call()).contains(String.valueOf(one.status()));
        JsonObject response = JsonShape.resolve(API, responses.getJsonObject(String.valueOf(one.status())));
        response.getJsonObject("headers", new JsonObject()).fieldNames().stream()
                .filter(name -> one.status() >= 400)
                .forEach(name ->
                        assertThat(answer.headers().firstValue(name)).as(name).isPresent());
        checkBody(one, answer, response.getJsonObject("content"));
        seen.add(method + " " + template + " " + one.status());
    }

    private static void checkBody(Case one, HttpResponse<String> answer, @Nullable JsonObject content) {
        if (content == null) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
        assertThat(content.fieldNames()).as(one.call()).contains(type);
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
            assertThat(JsonShape.faults(API, schema, json(answer)))
                    .as(one.call() + ": " + answer.body())
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
