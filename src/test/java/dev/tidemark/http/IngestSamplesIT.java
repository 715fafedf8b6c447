package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.ProblemAssert.firstError;
import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.SampleBatch;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestSamplesIT {

    private static final String PATH = "/timeseries/ingest";
    private static final String GOOD = "{\"point_name\":\"ahu-1/temp\",\"timestamp\":1700000000,\"value\":21.5}";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static String body(String... samples) {
        return "{\"site_name\":\"north\",\"samples\":[" + String.join(",", samples) + "]}";
    }

    private SampleBatch appended() {
        assertThat(server.journal.appends()).hasSize(1);
        return (SampleBatch) server.journal.appends().getFirst();
    }

    @Test
    void samplesArriveInTheJournalWithWholeMilliseconds() {
        String finer =
                "{\"value\":-3,\"timestamp\":\"2023-11-14T22:13:20.123999Z\",\"point_name\":\"p 2\",\"more\":[1]}";

        HttpResponse<String> answer = server.post(PATH, body(GOOD, finer));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer)).isEqualTo(new JsonObject().put("accepted", 2));
        SampleBatch samples = appended();
        assertThat(samples.series(0)).hasToString("samples:north:ahu-1/temp");
        assertThat(samples.timeUs(0)).isEqualTo(1_700_000_000_000_000L);
        assertThat(samples.value(0)).isEqualTo(21.5);
        assertThat(samples.series(1)).hasToString("samples:north:p 2");
        assertThat(samples.timeUs(1)).isEqualTo(1_700_000_000_123_000L);
        assertThat(samples.value(1)).isEqualTo(-3);
    }

    @Test
    void theSiteMayComeBehindItsSamples() {
        assertThat(server.post(PATH, "{\"samples\":[" + GOOD + "],\"site_name\":\"south\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(appended().series(0).source()).isEqualTo("south");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "value      | \"21.5\"",
                "value      | \"NaN\"",
                "value      | null",
                "value      | 1e999",
                "value      | true",
                "value      | {}",
                "point_name | 7",
                "point_name | null",
                "point_name | \" \"",
                "point_name | \"a\\u0000b\"",
                "timestamp  | \"yesterday\"",
                "timestamp  | 5000000000",
                "timestamp  | null",
            })
    void aBadFieldRefusesTheRequestAndSaysWhere(String field, String value) {
        String bad = GOOD.replaceFirst("}$", ",\"" + field + "\":" + value.replace("\\", "\\\\") + "}");

        JsonObject problem = assertProblem(server.post(PATH, body(GOOD, bad, GOOD)), 400);

        assertThat(firstError(problem).getString("pointer")).isEqualTo("#/samples/1/" + field);
        assertThat(problem.getString("detail")).startsWith("sample 1, " + field + ": Expected");
        assertThat(server.journal.appends()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"point_name", "timestamp", "value"})
    void aMissingFieldIsNamed(String field) {
        JsonObject sample = new JsonObject(GOOD);
        sample.remove(field);

        JsonObject problem = assertProblem(server.post(PATH, body(sample.encode())), 400);

        assertThat(firstError(problem).getString("pointer")).isEqualTo("#/samples/0/" + field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"samples\":[]}",
                "{\"site_name\":\"a\"}",
                "{\"site_name\":\"\",\"samples\":[]}",
                "{\"site_name\":\"a\",\"samples\":1}",
                "{\"site_name\":\"a\",\"samples\":[1]}",
                "{\"site_name\":\"a\",\"samples\":[",
                "{\"site_name\":\"a\",\"samples\":[]} x",
                "{\"site_name\":\"a\",\"samples\":[],\"samples\":[]}",
                "{\"site_name\":\"a\",\"samples\":[{\"point_name\":\"p\",\"timestamp\":1700000000,\"value\":NaN}]}"
            })
    void aBodyThatIsNoListOfSamplesIsRefused(String body) {
        assertProblem(server.post(PATH, body), 400);

        assertThat(server.journal.appends()).isEmpty();
    }

    @Test
    void theSameKeyStoresOnceAndOtherContentIsRefused() {
        HttpResponse<String> first = server.post(PATH, body(GOOD, GOOD), "Idempotency-Key", "k1");
        HttpResponse<String> second = server.post(PATH, body(GOOD, GOOD), "Idempotency-Key", "k1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(server.journal.rows()).isEqualTo(2);
        assertProblem(server.post(PATH, body(GOOD), "Idempotency-Key", "k1"), 422);
    }

    @Test
    void moreSamplesThanAllowedAreRefused() {
        String many = body(IntStream.rangeClosed(0, TestServer.CONFIG.maxFeeds())
                .mapToObj(i -> GOOD)
                .toArray(String[]::new));

        assertThat(assertProblem(server.post(PATH, many), 400).getString("detail"))
                .contains("at most 1000 samples");
    }
}
