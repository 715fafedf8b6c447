package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.HotFault;
import dev.tidemark.journal.JournalFault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersIT {

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void letterArePagedTheNewestFirst() {
        add(5);

        JsonObject first = json(server.get("/dlq?limit=2"));
        JsonObject last = json(server.get("/dlq?limit=3&before=" + first.getLong("next")));

        assertThat(ids(first)).isEqualTo(new JsonArray().add(5).add(4));
        assertThat(ids(last)).isEqualTo(new JsonArray().add(3).add(2).add(1));
        assertThat(last.getValue("next")).isNull();
    }

    @Test
    void aLetterIsShownWithItsRecord() {
        add(1);

        JsonObject letter = json(server.get("/dlq/1"));

        assertThat(letter.getString("reason")).isEqualTo("invalid byte sequence");
        assertThat(letter.getString("code")).isEqualTo("22021");
        assertThat(letter.getString("dataset")).isEqualTo("ticks");
        assertThat(letter.getJsonObject("record").getString("symbol")).isEqualTo("BTC/USD");
        assertThat(letter.getJsonObject("record").getString("metadata")).isEqualTo("{\"high_24h\": 9}");
        assertProblem(server.get("/dlq/2"), 404);
        assertProblem(server.get("/dlq/zwei"), 400);
    }

    @Test
    void aLetterIsGivenUpOnce() {
        add(1);

        assertThat(server.send("DELETE", "/dlq/1", null).statusCode()).isEqualTo(204);
        assertProblem(server.send("DELETE", "/dlq/1", null), 404);
    }

    @Test
    void someAreReplayedAndWhatIsNotThereIsNamed() {
        add(3);

        JsonObject answer = json(server.post("/dlq/replay", "{\"ids\":[1,3,3,9]}"));

        assertThat(answer).isEqualTo(new JsonObject("{\"replayed\":2,\"missing\":[9],\"remaining\":1}"));
        assertThat(server.journal.rows()).isEqualTo(2);
    }

    @Test
    void allAreReplayed() {
        add(250);

        JsonObject answer = json(server.post("/dlq/replay", "{\"all\":true}"));

        assertThat(answer).isEqualTo(new JsonObject("{\"replayed\":250,\"missing\":[],\"remaining\":0}"));
        assertThat(server.journal.rows()).isEqualTo(250);
    }

    @Test
    void aReplayThatBrokeOffWritesNothingTwice() {
        add(2);
        server.deadLetters.failDeletesWith(new HotFault.Unavailable("down", new IllegalStateException()));
        assertProblem(server.post("/dlq/replay", "{\"all\":true}"), 503);
        assertThat(server.journal.rows()).isEqualTo(2);

        server.deadLetters.failDeletesWith(null);
        JsonObject again = json(server.post("/dlq/replay", "{\"all\":true}"));

        assertThat(again.getInteger("replayed")).isEqualTo(2);
        assertThat(server.journal.rows()).isEqualTo(2);
    }

    @Test
    void whatTheJournalDoesNotTakeStaysALetter() {
        add(1);
        server.journal.failWith(new JournalFault.Full(1, 1, Duration.ofSeconds(3)));

        assertProblem(server.post("/dlq/replay", "{\"ids\":[1]}"), 503);

        assertThat(server.get("/dlq/1").statusCode()).isEqualTo(200);
    }

    @Test
    void aClientsIdempotencyKeyIsNotALetters() {
        add(1);
        String feed = "{\"feeds\":[{\"symbol\":\"A\",\"price\":1,\"timestamp\":1700000000,\"source\":\"s\"}]}";
        assertThat(server.post("/internal/ingest", feed, "Idempotency-Key", "dlq-1")
                        .statusCode())
                .isEqualTo(202);

        assertThat(json(server.post("/dlq/replay", "{\"ids\":[1]}")).getInteger("replayed"))
                .isEqualTo(1);
        assertThat(server.journal.rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"ids\":[]}",
                "{\"ids\":[\"1\"]}",
                "{\"ids\":5}",
                "{\"all\":1}",
                "{\"ids\":[1],\"all\":true}",
                "nonsense"
            })
    void aRequestThatSaysNeitherIdsNorAllIsRefused(String body) {
        assertProblem(server.post("/dlq/replay", body), 400);
    }

    @Test
    void aDatabaseThatIsDownIs503() {
        server.deadLetters.failWith(new HotFault.Unavailable("down", new IllegalStateException()));

        assertProblem(server.get("/dlq"), 503);
        assertProblem(server.get("/dlq/1"), 503);
        assertProblem(server.send("DELETE", "/dlq/1", null), 503);
    }

    private void add(int count) {
        for (int id = 1; id <= count; id++) {
            server.deadLetters.add(new DeadLetter(
                    id, TestServer.NOW, "invalid byte sequence", "22021", 3, Rows.ticks("acme", "BTC/USD", 1)));
        }
    }

    private static JsonArray ids(JsonObject page) {
        var ids = new JsonArray();
        page.getJsonArray("dead_letters").forEach(letter -> ids.add(((JsonObject) letter).getInteger("id")));
        return ids;
    }
}
