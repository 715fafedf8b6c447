package dev.tidemark.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The requests of [OpenApiIT]: for each described path, method and status at least one.
final class OpenApiCases {

    private static final String SITE = "?site_name=north&point_names=p";
    private static final String CLOSED = "&start_time=2026-11-01&end_time=2026-11-02";
    private static final String SAMPLES =
            "{\"site_name\":\"north\",\"point_names\":[\"p\"],\"start_time\":\"2026-11-01\",\"end_time\":\"2026-11-02\"}";

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
            "GET /sites/north/coverage",
            "POST /timeseries/query",
            "POST /timeseries/query.csv",
            "GET /api/symbols",
            "GET /gaps",
            "GET /status/rows",
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
            "POST /archive/verify",
            "POST /archive/compact",
            "POST /archive/rebuild-manifest",
            "GET /archive/jobs",
            "GET /archive/jobs/1",
            "GET /lake/a/b.parquet",
            "POST /backfill/start",
            "GET /backfill/status",
            "POST /backfill/cancel");

    static final String[] STORED = {"Authorization", "Bearer tm_stored_key"};
    static final String[] ADMIN = {"Authorization", "Bearer admin-secret"};

    private static final String SAMPLE =
            "{\"site_name\":\"north\",\"samples\":[{\"point_name\":\"p1\",\"timestamp\":1700000000,\"value\":21.5}]}";
    private static final String FEED =
            "{\"feeds\":[{\"symbol\":\"A\",\"price\":1,\"timestamp\":1700000000,\"source\":\"s\"}]}";

    private static final String KEY = "{\"name\":\"grafana\",\"scopes\":[\"read\"]}";

    private static final String BACKFILL = "{\"start_date\":\"2026-03-01\",\"end_date\":\"2026-04-01\"}";

    private OpenApiCases() {}

    /// One request and the status that it must get.
    ///
    /// @param call method and address
    record Case(String call, String body, int status, List<String> headers) {

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

    static List<Case> well() {
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
                of("GET /status/rows", 200),
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
                of("POST /stop", large(), 413));
    }

    /// In this order: the first run is made by the second case.
    static List<Case> archive() {
        return List.of(
                of("GET /archive/runs/1", 404),
                of("POST /archive/run", 202),
                of("POST /archive/run?dataset=samples&partition=a&force=true", "{\"from\":\"2026-03-01\"}", 202),
                of("POST /archive/run", "{\"dataset\":\"candles\"}", 400),
                of("POST /archive/run", "{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\"}", 400),
                of("POST /archive/run", large(), 413),
                of("GET /archive/runs?limit=1", 200),
                of("GET /archive/runs?limit=0", 400),
                of("GET /archive/runs/1", 200),
                of("GET /archive/runs/x", 400));
    }

    static List<Case> backfill() {
        return List.of(
                of("GET /backfill/status", 200),
                of("POST /backfill/start", BACKFILL, 202),
                of("POST /backfill/start", BACKFILL.replace("2026-03-01", "2025-03-01"), 400),
                of("POST /backfill/start", BACKFILL.replace("2026-03-01", "2026-04-02"), 400),
                of("POST /backfill/start", BACKFILL.replace("2026-04-01", "2026-11-24"), 400),
                of("POST /backfill/start", BACKFILL.replace("}", ",\"sites\":[]}"), 400),
                of("POST /backfill/start", BACKFILL.replace("}", ",\"sites\":[\"nowhere\"]}"), 404),
                of("POST /backfill/start", large(), 413),
                of("GET /backfill/status", 200),
                of("POST /backfill/cancel", 200));
    }

    static List<Case> bodies() {
        return List.of(
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

    /// Rows in all formats, out of hot and out of cold.
    static List<Case> rows() {
        var cases = new ArrayList<Case>();
        for (String feed : List.of("ticks", "trades")) {
            String range = "?symbol=BTC-USD&from=2026-11-01&to=2026-11-02";
            cases.add(of("GET /api/" + feed + ".csv?symbol=BTC-USD", 200));
            cases.add(of("GET /api/" + feed + ".ndjson?symbol=BTC-USD", 200));
            cases.add(of("GET /api/" + feed + ".json?symbol=BTC-USD&interval=1h", 200));
            cases.add(of("GET /api/" + feed + ".xml?symbol=BTC-USD", 400));
            cases.add(of("GET /api/" + feed + ".csv?symbol=NO-SUCH", 404));
            cases.add(of("GET /api/" + feed + range, "", 304, "If-None-Match", "*"));
            cases.add(of("GET /api/" + feed + ".csv" + range, "", 304, "If-None-Match", "*"));
        }
        for (String ending : List.of("", ".csv")) {
            String path = " /timeseries/query" + ending;
            cases.add(of("GET" + path + SITE + CLOSED, 200));
            cases.add(of("GET" + path + SITE + CLOSED, "", 304, "If-None-Match", "*"));
            cases.add(of("GET" + path, 400));
            cases.add(of("GET" + path + SITE.replace("north", "south"), 404));
            cases.add(of("POST" + path, SAMPLES, 200));
            cases.add(of("POST" + path, SAMPLES, 304, "If-None-Match", "*"));
            cases.add(of("POST" + path, "[]", 400));
            cases.add(of("POST" + path, SAMPLES.replace("north", "south"), 404));
            cases.add(of("POST" + path, large(), 413));
        }
        cases.addAll(List.of(
                of("GET /timeseries/latest?site_name=north&point_names=p", 200),
                of("GET /timeseries/latest", 400),
                of("GET /timeseries/latest?site_name=south", 404),
                of("GET /timeseries/latest?site_name=north&point_names=q", 404),
                of("GET /sites", 200),
                of("GET /sites?x=1", 400),
                of("GET /sites/north/coverage", 200),
                of("GET /sites/north/coverage?from=2026-01-01&to=2026-01-03&interval=60", 200),
                of("GET /sites/north/coverage?from=yesterday", 400),
                of("GET /sites/north/coverage?from=2020-01-01&to=2026-01-01", 400),
                of("GET /sites/south/coverage", 404),
                of("GET /sites/north/points", 200),
                of("GET /sites/north/points?search=nothing", 200),
                of("GET /sites/north/points?limit=0", 400),
                of("GET /sites/south/points?search=p", 404),
                of("GET /sites/south/points", 404)));
        cases.add(of("GET /timeseries/query" + SITE + CLOSED + "&interval=1h&agg=min,stddev", 200));
        return cases;
    }

    static List<Case> keys() {
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

    static List<Case> faults() {
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
                of("GET /sites/north/coverage", "", 503, ADMIN),
                of("POST /timeseries/query", SAMPLES, 503, ADMIN),
                of("POST /timeseries/query.csv", SAMPLES, 503, ADMIN),
                of("GET /api/symbols", "", 503, ADMIN),
                of("GET /gaps", "", 503, ADMIN),
                of("GET /status/rows", "", 503, ADMIN),
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
                of("POST /backfill/start", BACKFILL, 409, ADMIN),
                of("POST /backfill/start", BACKFILL, 503, STORED),
                of("GET /backfill/status", "", 503, STORED),
                of("POST /backfill/cancel", "", 503, STORED),
                of("GET /lake/a/b.parquet", "", 503, ADMIN));
    }

    static List<Case> refusals(int status) {
        return ALL_BUT_HEALTH.stream().map(call -> of(call, status)).toList();
    }

    static List<Case> wrongScopes() {
        return Stream.concat(
                        ALL_BUT_HEALTH.stream()
                                .filter(call -> !call.endsWith("/ingest"))
                                .map(call -> of(call, "", 403, "Authorization", "Bearer ingest-secret")),
                        Stream.of(
                                of("POST /internal/ingest", FEED, 403, "Origin", "https://evil.example"),
                                of("POST /timeseries/ingest", SAMPLE, 403, "Origin", "https://evil.example")))
                .toList();
    }
}
