package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadObjectIT {

    private static final String PATH = "/lake/a/b.parquet";
    private static final String TEXT = "0123456789".repeat(500);

    private final TestServer server = new TestServer();

    @BeforeEach
    void fill() {
        server.putObject("a/b.parquet", TEXT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theWholeObjectComesAsItIs() {
        HttpResponse<String> answer = server.get(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEXT);
        assertThat(header(answer, "Content-Length")).isEqualTo("5000");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/vnd.apache.parquet");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "Cache-Control")).contains("immutable").contains("no-transform");
        assertThat(header(answer, "ETag")).matches("\"[0-9a-f]{64}\"");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, bytes 0-9/5000, 0123456789",
        "bytes=4998-, bytes 4998-4999/5000, 89",
        "bytes=-3, bytes 4997-4999/5000, 789"
    })
    void aRangeComesAlone(String range, String contentRange, String body) {
        HttpResponse<String> answer = server.get(PATH, "Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(header(answer, "Content-Range")).isEqualTo(contentRange);
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(body.length()));
    }

    @Test
    void severalRangesAreAnsweredWithTheWhole() {
        assertThat(server.get(PATH, "Range", "bytes=0-1,4-5").statusCode()).isEqualTo(200);
        assertThat(server.get(PATH, "Range", "bytes=0-1,4-5").body()).isEqualTo(TEXT);
    }

    @Test
    void aRangeBehindTheEndIsRefusedWithTheSize() {
        HttpResponse<String> answer = server.get(PATH, "Range", "bytes=5000-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */5000");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void aRangeOfAnotherVersionIsTheWhole() {
        String tag = header(server.get(PATH), "ETag");

        assertThat(server.get(PATH, "Range", "bytes=0-9", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(server.get(PATH, "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(PATH, "Range", "bytes=0-9", "If-Range", "W/" + tag)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(PATH, "Range", "bytes=9000-", "If-Range", "Mon, 23 Nov 2026 12:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoHasItIsToldSo() {
        String tag = header(server.get(PATH), "ETag");

        for (String given : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            HttpResponse<String> answer = server.get(PATH, "If-None-Match", given, "Range", "bytes=0-1");
            assertThat(answer.statusCode()).as(given).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(header(answer, "ETag")).isEqualTo(tag);
            assertThat(header(answer, "Cache-Control")).contains("immutable");
        }
        assertThat(server.get(PATH, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
    }

    @Test
    void aHeadTellsTheSizeAndNothingElse() throws IOException {
        String answer = RawHttp.send(
                server.port(),
                "HEAD " + PATH + " HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-9\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: 5000");
        assertThat(answer).endsWith("\r\n\r\n");
        assertThat(server.objects.reads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Range: bytes=0-99\r\n"})
    void nothingIsCompressedWhateverTheClientWouldTake(String range) throws IOException {
        String answer = RawHttp.send(
                server.port(),
                "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n" + range
                        + "Connection: close\r\n\r\n");

        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).isEqualTo(range.isEmpty() ? TEXT : TEXT.substring(0, 100));
        assertThat(answer).containsIgnoringCase("content-length: " + body.length());
        assertThat(answer).doesNotContainIgnoringCase("transfer-encoding");
        assertThat(answer).doesNotContainIgnoringCase("content-encoding: gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lake/../../etc/passwd",
                "/lake/..%2F..%2Fetc%2Fpasswd",
                "/lake/%2e%2e/%2e%2e/etc/passwd",
                "/lake//etc/passwd",
                "/lake/a/./b.parquet",
                "/lake/a%00",
                "/lake/a\\b",
                "/lake/",
                "/lake",
                "/lake/a",
                "/lake/no-such"
            })
    void whatIsNoKeyIsNotFoundOrNotUnderstood(String path) throws IOException {
        assertThat(RawHttp.get(server.port(), path, "localhost")).matches("(?s)HTTP/1.1 40[04] .*");
    }

    @Test
    void aKeyWithAnEscapeIsFoundHoweverItIsSent() {
        server.putObject("ticks/A%2DB/2025/11/03/day.parquet", "dash");
        server.putObject("ticks/A-B/2025/11/03/day.parquet", "slash");
        server.putObject("timeseries/2025/11/03/a%2Fb.parquet", "site");

        assertThat(server.get("/lake/ticks/A%2DB/2025/11/03/day.parquet").body())
                .isEqualTo("dash");
        assertThat(server.get("/lake/ticks/A%252DB/2025/11/03/day.parquet").body())
                .isEqualTo("dash");
        assertThat(server.get("/lake/ticks/A-B/2025/11/03/day.parquet").body()).isEqualTo("slash");
        assertThat(server.get("/lake/timeseries/2025/11/03/a%2Fb.parquet").body())
                .isEqualTo("site");
        assertThat(server.get("/lake/timeseries/2025/11/03/a%252Fb.parquet").body())
                .isEqualTo("site");
    }

    @Test
    void anEmptyObjectIsAnAnswerToo() {
        server.putObject("empty.json", "");

        HttpResponse<String> answer = server.get("/lake/empty.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo("0");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void aLargeObjectComesInPieces() {
        String large = "x".repeat((3 << 20) + 5);
        server.putObject("large.parquet", large);

        assertThat(server.get("/lake/large.parquet").body()).isEqualTo(large);
        assertThat(server.objects.reads()).isEqualTo(4);
    }

    @Test
    void whoTakesNothingIsNotReadAheadFor() throws IOException {
        byte[] bytes = new byte[64 << 20];
        new Random(1).nextBytes(bytes);
        server.putObject("huge.parquet", bytes);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /lake/huge.parquet HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            // What the sockets of both sides hold, and two pieces.
            assertThat(server.objects.reads()).isBetween(1, 30);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        int afterwards = server.objects.reads();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));

        assertThat(server.objects.reads()).isEqualTo(afterwards).isLessThan(64);
        assertThat(server.get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void aLakeThatDoesNotAnswerIsUnavailable() {
        server.objects.failWith(new ColdFault.Unavailable("a/b.parquet", "down", null));

        HttpResponse<String> answer = server.get(PATH);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
