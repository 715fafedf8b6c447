package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.ProblemAssert.firstError;
import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.Partition;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySeriesIT {

    private static final Partition NORTH = new Partition(Dataset.SAMPLES, "north");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 20);
    private static final long START_MS = FIRST.toEpochDay() * 86_400_000;
    private static final int HOURS = 72;
    private static final String RANGE = "&start_time=2026-11-20&end_time=2026-11-23";
    private static final String QUERY = "/timeseries/query?site_name=north&point_names=temp" + RANGE;

    private final TestServer server = new TestServer();

    @BeforeEach
    void fill() {
        server.add(samples("temp", HOURS));
        server.add(samples("flow, \"left\"", HOURS));
        server.add(samples("é", HOURS));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /// A sample an hour from [#FIRST] on, with the values 0, 1, 2 …
    private static SampleBatch samples(String point, int count) {
        var series = new Series(Dataset.SAMPLES, "north", point);
        var batch = new SampleBatch(count);
        for (int i = 0; i < count; i++) {
            batch.add(series, (START_MS + i * 3_600_000L) * 1_000, i);
        }
        return batch;
    }

    @Test
    void theAnswerHasItsShapeAndSaysWhereItComesFrom() {
        JsonObject hot = json(server.get(QUERY));
        assertThat(hot.fieldNames()).containsExactly("site_name", "point_names", "samples", "next", "metadata");
        assertThat(hot.getString("site_name")).isEqualTo("north");
        assertThat(hot.getJsonArray("point_names")).isEqualTo(new JsonArray().add("temp"));
        assertThat(hot.getJsonArray("samples")).hasSize(HOURS);
        assertThat(hot.getJsonArray("samples").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("point_name", "temp")
                        .put("timestamp", START_MS + 3_600_000)
                        .put("value", 1.0));
        assertThat(metadata(hot)).isEqualTo("hot 72 0");

        server.rows.archive(NORTH, FIRST);
        JsonObject split = json(server.get(QUERY));
        assertThat(split.getJsonArray("samples")).isEqualTo(hot.getJsonArray("samples"));
        assertThat(metadata(split)).isEqualTo("split 48 24");
        assertThat(metadata(json(server.get(QUERY + "&limit=24")))).isEqualTo("cold 0 24");
        assertThat(metadata(json(server.get(QUERY + "&limit=25")))).isEqualTo("split 1 24");
        String empty = QUERY.replace("2026-11-20", "2026-11-01").replace("2026-11-23", "2026-11-02");
        assertThat(metadata(json(server.get(empty)))).isEqualTo("none 0 0");
    }

    private static String metadata(JsonObject answer) {
        JsonObject metadata = answer.getJsonObject("metadata");
        assertThat(metadata.getLong("query_time_ms")).isNotNegative();
        return metadata.getString("source") + " " + metadata.getLong("hot_samples") + " "
                + metadata.getLong("cold_samples");
    }

    /// Fault 12 of the system that was here before: names that hold a comma were cut at it.
    @Test
    void namesWithCommasAreGivenTwiceOrInAList() {
        String comma = "flow%2C%20%22left%22";
        assertThat(points("/timeseries/query?site_name=north&point_names=temp,%C3%A9" + RANGE))
                .containsExactly("temp", "é");
        assertThat(points("/timeseries/query?site_name=north&point_names=temp&point_names=" + comma + RANGE))
                .containsExactly("flow, \"left\"", "temp");
        var body = new JsonObject()
                .put("site_name", "north")
                .put("point_names", new JsonArray().add("flow, \"left\""))
                .put("start_time", START_MS)
                .put("end_time", "2026-11-23");
        JsonObject posted = json(server.post("/timeseries/query", body.encode()));
        assertThat(posted.getJsonArray("point_names")).isEqualTo(new JsonArray().add("flow, \"left\""));
        assertThat(posted.getJsonArray("samples")).hasSize(HOURS);
    }

    private List<String> points(String path) {
        JsonObject answer = json(server.get(path));
        return answer.getJsonArray("point_names").stream().map(String::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({"json,1", "json,7", "json,50", "json,100000", "ndjson,7", "csv,50"})
    void walkingThePagesGivesEveryRowOnceWhateverTheLimit(String format, int limit) {
        server.rows.archive(NORTH, FIRST.plusDays(1));
        String first = "/timeseries/query?site_name=north&point_names=temp,%C3%A9" + RANGE + "&format=" + format
                + "&limit=" + limit;
        List<String> whole = rows(format, server.get(first.replace("limit=" + limit, "limit=100000")));
        assertThat(whole).hasSize(2 * HOURS).doesNotHaveDuplicates();

        var walked = new ArrayList<String>();
        String path = first;
        while (path != null) {
            HttpResponse<String> page = server.get(path);
            walked.addAll(rows(format, page));
            path = page.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }
        assertThat(walked).isEqualTo(whole);
    }

    private static List<String> rows(String format, HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        if (format.equals("json")) {
            return json(page).getJsonArray("samples").stream()
                    .map(String::valueOf)
                    .toList();
        }
        List<String> lines = page.body().lines().toList();
        return format.equals("csv") ? lines.subList(1, lines.size()) : lines.subList(0, lines.size() - 1);
    }

    @Test
    void textFormatsHaveTheirShapes() {
        String all = "/timeseries/query.csv?site_name=north&start_time=2026-11-20&end_time=2026-11-20T01:00:00Z";
        HttpResponse<String> csv = server.get(all);
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.body()).isEqualTo("""
            point_name,timestamp,value
            "flow, ""left""\",2026-11-20T00:00:00.000000Z,0.0
            temp,2026-11-20T00:00:00.000000Z,0.0
            é,2026-11-20T00:00:00.000000Z,0.0
            """);
        HttpResponse<String> lines = server.get(all.replace(".csv", ""), "Accept", "application/x-ndjson");
        assertThat(lines.body().lines().toList())
                .hasSize(4)
                .contains("{\"point_name\":\"temp\",\"timestamp\":" + START_MS + ",\"value\":0.0}")
                .last()
                .isEqualTo("{\"_end\":true,\"rows\":3,\"next\":null}");
    }

    @Test
    void answersArePackedOnTheirWayAndFilesAreGzip() throws IOException {
        for (String encoding : List.of("gzip", "zstd")) {
            assertThat(server.get(QUERY, "Accept-Encoding", encoding).headers().firstValue("Content-Encoding"))
                    .contains(encoding);
        }
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + QUERY.replace("query?", "query.csv.gz?")));
        try (var client = HttpClient.newHttpClient()) {
            byte[] file = client.sendAsync(
                            request.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray())
                    .join()
                    .body();
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
            assertThat(new String(plain, StandardCharsets.UTF_8).lines()).hasSize(HOURS + 1);
        }
    }

    @Test
    void bucketsAndChartsGiveFewerRows() {
        JsonArray days =
                json(server.get(QUERY + "&interval=1d&agg=avg,max,count")).getJsonArray("samples");
        assertThat(days).hasSize(3);
        assertThat(days.getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("point_name", "temp")
                        .put("timestamp", START_MS + 86_400_000)
                        .put("avg", 35.5)
                        .put("max", 47.0)
                        .put("count", 24.0));
        JsonObject hourly = json(server.get(QUERY + "&interval=12h&limit=4"));
        JsonObject rest = json(server.get(QUERY + "&interval=12h&limit=4&cursor=" + hourly.getString("next")));
        assertThat(hourly.getJsonArray("samples")).hasSize(4);
        assertThat(rest.getJsonArray("samples")).hasSize(2);
        assertThat(rest.getJsonArray("samples").getJsonObject(0).getDouble("value"))
                .isEqualTo(53.5);
        assertThat(json(server.get(QUERY + "&max_points=10")).getJsonArray("samples"))
                .hasSize(10);
        assertThat(json(server.get(QUERY + "&max_points=10&downsample=minmax")).getJsonArray("samples"))
                .hasSize(10);
    }

    @Test
    void anAnswerThatCannotChangeHasAnEtag() {
        assertThat(server.get(QUERY).headers().firstValue("ETag")).isEmpty();
        for (int day = 0; day < 3; day++) {
            server.rows.archive(NORTH, FIRST.plusDays(day));
        }
        HttpResponse<String> first = server.get(QUERY);
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        int opened = server.lake.opened();

        HttpResponse<String> unchanged = server.get(QUERY, "If-None-Match", etag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(server.get(QUERY).body()).isEqualTo(first.body());
        assertThat(server.lake.opened()).isEqualTo(opened);
        assertThat(server.get(QUERY + "&limit=5").headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(first.headers().firstValue("ETag"));

        var late = new SampleBatch(1);
        late.add(new Series(Dataset.SAMPLES, "north", "temp"), START_MS * 1_000 + 500_000, 99);
        server.rows.add(late);
        HttpResponse<String> changed = server.get(QUERY, "If-None-Match", etag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).getJsonArray("samples")).hasSize(HOURS + 1);
        server.rows.fold(NORTH, FIRST);
        assertThat(server.get(QUERY).headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(first.headers().firstValue("ETag"));
    }

    @Test
    void aFileThatIsLostIsAProblemAndNeverAHole() {
        server.rows.archive(NORTH, FIRST);
        server.rows.files(NORTH).forEach(server.lake::lose);

        assertProblem(server.get(QUERY), 503);
        assertThat(server.rows.openCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/timeseries/query?site_name=nowhere&point_names=temp",
                "/timeseries/query?site_name=north&point_names=temp,nothing",
            })
    void anUnknownSiteOrPointIsNotFound(String path) {
        assertProblem(server.get(path), 404);
        assertThat(server.rows.openCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site_name   | ?point_names=temp",
                "point_names | ?site_name=north",
                "point_names | ?site_name=north&point_names=",
                "start_time  | ?site_name=north&point_names=temp&start_time=x",
                "start_time  | ?site_name=north&point_names=temp&start_time=2020-01-01&end_time=2022-01-01",
                "interval    | ?site_name=north&point_names=temp&interval=0s",
                "interval    | ?site_name=north&point_names=temp&interval=1y",
                "agg         | ?site_name=north&point_names=temp&interval=1h&agg=mode",
                "agg         | ?site_name=north&point_names=temp&agg=avg",
                "max_points  | ?site_name=north&point_names=temp&interval=1h&max_points=5",
                "max_points  | ?site_name=north&point_names=temp&max_points=1",
                "max_points  | ?site_name=north&point_names=temp&max_points=9&limit=5",
                "downsample  | ?site_name=north&point_names=temp&downsample=lttb",
                "downsample  | ?site_name=north&point_names=temp&max_points=9&downsample=x",
                "cursor      | ?site_name=north&point_names=temp&cursor=abc",
                "path        | .xml?site_name=north&point_names=temp",
            })
    void aBadParameterIsNamed(String parameter, String path) {
        JsonObject problem = assertProblem(server.get("/timeseries/query" + path), 400);
        assertThat(firstError(problem).getString("parameter")).isEqualTo(parameter);
    }

    @Test
    void tooManyPointsAreRefused() {
        String names = "a,".repeat(100) + "a";
        JsonObject problem = assertProblem(server.get("/timeseries/query?site_name=north&point_names=" + names), 400);
        assertThat(firstError(problem).getString("parameter")).isEqualTo("point_names");
    }
}
