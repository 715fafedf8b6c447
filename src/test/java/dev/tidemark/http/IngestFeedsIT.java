package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.ProblemAssert.firstError;
import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.market.TickBatch;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestFeedsIT {

    private static final String PATH = "/internal/ingest";
    private static final String GOOD =
            "{\"symbol\":\"BTC-USD\",\"price\":60000.5,\"timestamp\":1700000000,\"source\":\"acme\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyFieldOfAFeedArrivesInTheJournal() {
        var feed = """
            {"symbol":"btc_usd","price":"60000.5","volume":12.25,"timestamp":"2023-11-14T22:13:20.123456Z",
             "source":"acme","worker_id":"w1","metadata":{"bid":60000,"ask":"60001","note":"\\u00e9"},"more":[1]}\
            """;

        HttpResponse<String> answer = server.post(PATH, feeds(feed));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer)).isEqualTo(new JsonObject().put("accepted", 1));
        TickBatch tick = appended();
        assertThat(tick.series(0).toString()).isEqualTo("ticks:acme:BTC/USD");
        assertThat(tick.price(0)).isEqualTo(60000.5);
        assertThat(tick.volume(0)).isEqualTo(12.25);
        assertThat(tick.timeUs(0)).isEqualTo(1_700_000_000_123_456L);
        assertThat(tick.receivedUs(0)).isEqualTo(TestServer.NOW.toEpochMilli() * 1_000);
        assertThat(tick.workerId(0)).isEqualTo("w1");
        assertThat(tick.bid(0)).isEqualTo(60000);
        assertThat(tick.ask(0)).isEqualTo(60001);
        assertThat(new String(orEmpty(tick.metadata(0)), StandardCharsets.UTF_8))
                .isEqualTo("{\"bid\":60000,\"ask\":\"60001\",\"note\":\"\\u00e9\"}");
    }

    @Test
    void whatIsLeftOutIsAbsent() {
        assertThat(server.post(PATH, feeds(GOOD)).statusCode()).isEqualTo(202);

        TickBatch tick = appended();
        assertThat(tick.volume(0)).isNaN();
        assertThat(tick.bid(0)).isNaN();
        assertThat(tick.workerId(0)).isNull();
        assertThat(tick.metadata(0)).isNull();
    }

    @Test
    void allFeedsOfARequestAreOneAppend() {
        assertThat(json(server.post(PATH, feeds(GOOD, GOOD, GOOD))).getInteger("accepted"))
                .isEqualTo(3);

        assertThat(server.journal.appends()).hasSize(1);
    }

    @Test
    void noFeedsAreAcceptedAndChangeNothing() {
        assertThat(json(server.post(PATH, "{\"feeds\":[]}")).getInteger("accepted"))
                .isZero();

        assertThat(server.journal.appends()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "price     | 0",
                "price     | -1",
                "price     | \"NaN\"",
                "price     | \"1x\"",
                "price     | 1e999",
                "price     | null",
                "price     | true",
                "symbol    | 7",
                "symbol    | \"\"",
                "symbol    | \"a\\u0000b\"",
                "symbol    | \"a\\ud800\"",
                "source    | null",
                "timestamp | \"yesterday\"",
                "timestamp | 0",
                "timestamp | 5000000000",
                "timestamp | 123456789012345678901234567890",
                "volume    | -1",
                "volume    | {}",
                "worker_id | 5",
                "metadata  | []",
            })
    void aBadFieldRefusesTheRequestAndSaysWhere(String field, String value) {
        String bad = GOOD.replaceFirst("}$", ",\"" + field + "\":" + value.replace("\\", "\\\\") + "}");

        JsonObject problem = assertProblem(server.post(PATH, feeds(GOOD, bad, GOOD)), 400);

        assertThat(firstError(problem).getString("pointer")).isEqualTo("#/feeds/1/" + field);
        assertThat(problem.getString("detail")).startsWith("feed 1, " + field + ": Expected");
        assertThat(server.journal.appends()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"symbol", "price", "timestamp", "source"})
    void aMissingFieldIsNamed(String field) {
        JsonObject feed = new JsonObject(GOOD);
        feed.remove(field);

        JsonObject problem = assertProblem(server.post(PATH, feeds(feed.encode())), 400);

        assertThat(firstError(problem).getString("pointer")).isEqualTo("#/feeds/0/" + field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"feeds\":1}",
                "{\"feeds\":[1]}",
                "{\"feeds\":[",
                "{\"feeds\":[]} x",
                "{\"feeds\":[],\"feeds\":[]}",
                "nonsense"
            })
    void aBodyThatIsNoListOfFeedsIsRefused(String body) {
        assertProblem(server.post(PATH, body), 400);

        assertThat(server.journal.appends()).isEmpty();
    }

    @Test
    void theSameKeyStoresOnceAndAnswersTheSame() {
        HttpResponse<String> first = server.post(PATH, feeds(GOOD, GOOD), "Idempotency-Key", "k1");
        HttpResponse<String> second = server.post(PATH, feeds(GOOD, GOOD), "Idempotency-Key", "k1");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(server.journal.rows()).isEqualTo(2);
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() {
        assertThat(server.post(PATH, feeds(GOOD), "Idempotency-Key", "k1").statusCode())
                .isEqualTo(202);

        assertProblem(server.post(PATH, feeds(GOOD, GOOD), "Idempotency-Key", "k1"), 422);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void aKeyOfWrongLengthIsRefused(int length) {
        JsonObject problem = assertProblem(server.post(PATH, feeds(GOOD), "Idempotency-Key", "k".repeat(length)), 400);

        assertThat(firstError(problem).getString("header")).isEqualTo("Idempotency-Key");
    }

    @Test
    void aFullJournalSaysWhenToTryAgain() {
        server.journal.failWith(new JournalFault.Full(10, 10, Duration.ofSeconds(7)));

        HttpResponse<String> answer = server.post(PATH, feeds(GOOD));

        assertThat(assertProblem(answer, 503).getInteger("retryAfterSeconds")).isEqualTo(7);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        server.journal.failWith(null);
        assertThat(server.post(PATH, feeds(GOOD)).statusCode()).isEqualTo(202);
    }

    @Test
    void aStoppedJournalSaysWhenToTryAgain() {
        server.journal.failWith(new JournalFault.Stopped("disk failed"));

        assertThat(assertProblem(server.post(PATH, feeds(GOOD)), 503).getInteger("retryAfterSeconds"))
                .isPositive();
    }

    @Test
    void aPackedBodyIsUnpacked() throws IOException {
        byte[] packed = gzip(feeds(GOOD));

        HttpResponse<String> answer =
                server.send("POST", PATH, BodyPublishers.ofByteArray(packed), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(server.journal.rows()).isEqualTo(1);
    }

    @Test
    void aPackedBodyThatUnpacksBeyondTheBoundIsRefused() throws IOException {
        byte[] bomb = gzip(" ".repeat(TestServer.CONFIG.maxBodyBytes() + 1));
        assertThat(bomb.length).isLessThan(10_000);

        assertProblem(server.send("POST", PATH, BodyPublishers.ofByteArray(bomb), "Content-Encoding", "gzip"), 413);
    }

    @Test
    void whatIsNoGzipIsRefused() {
        assertProblem(server.post(PATH, feeds(GOOD), "Content-Encoding", "gzip"), 400);
        HttpResponse<String> other = server.post(PATH, feeds(GOOD), "Content-Encoding", "br");
        assertProblem(other, 415);
        assertThat(other.headers().firstValue("Accept-Encoding")).hasValue("gzip");
    }

    @Test
    void aBodyBeyondTheBoundIsRefusedWhetherItsLengthIsToldOrNot() {
        byte[] large = new byte[TestServer.CONFIG.maxBodyBytes() + 1];

        assertProblem(server.send("POST", PATH, BodyPublishers.ofByteArray(large)), 413);
        assertProblem(
                server.send("POST", PATH, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))), 413);
        assertThat(server.post(PATH, feeds(GOOD)).statusCode()).isEqualTo(202);
    }

    @Test
    void moreFeedsThanAllowedAreRefused() {
        String many = feeds(IntStream.rangeClosed(0, TestServer.CONFIG.maxFeeds())
                .mapToObj(i -> GOOD)
                .toArray(String[]::new));

        JsonObject problem = assertProblem(server.post(PATH, many), 400);

        assertThat(problem.getString("detail")).contains("at most 1000 feeds");
    }

    @Test
    void fiftyThousandFeedsFitIntoOneRequest() {
        try (var large =
                new TestServer(Setup.OPEN.with(new HttpConfig("127.0.0.1", 0, 8 << 20, 50_000, 0, List.of())))) {
            String body = IntStream.range(0, 50_000)
                    .mapToObj(i -> GOOD.replace("60000.5", String.valueOf(60_000 + i)))
                    .collect(Collectors.joining(",", "{\"feeds\":[", "]}"));

            HttpResponse<String> answer = large.post(PATH, body);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(large.journal.appends()).hasSize(1);
            assertThat(((TickBatch) large.journal.appends().getFirst()).price(49_999))
                    .isEqualTo(109_999);
        }
    }

    private TickBatch appended() {
        assertThat(server.journal.appends()).hasSize(1);
        return (TickBatch) server.journal.appends().getFirst();
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static String feeds(String... feeds) {
        return "{\"version\":1,\"feeds\":[" + String.join(",", feeds) + "]}";
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
