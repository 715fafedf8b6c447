package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.http.answer.AnswerLimits;
import dev.tidemark.query.QueryConfig;
import dev.tidemark.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowReaderIT {

    private static final int ROWS = 100_000;
    private static final String QUERY = "/api/ticks?symbol=BTC-USD&from=2026-11-23T11:00:00Z&to=2026-11-23T12:00:00Z";

    private static TestServer serverWith(Duration stall, int maxOpen) {
        var limits = new AnswerLimits(maxOpen, 10, Duration.ofSeconds(10), stall, QueryConfig.DEFAULT);
        var server = new TestServer(Setup.OPEN.with(limits));
        server.add(Rows.ticks("acme", "BTC/USD", ROWS));
        return server;
    }

    @Test
    void aReaderThatPausesStopsTheCursorAndThenGetsEverything() throws IOException {
        try (TestServer server = serverWith(Duration.ofSeconds(30), 4);
                Socket socket = ask(server)) {
            int stalledAt = Eventually.steady(server.rows::batchesRead);

            assertThat(stalledAt).isBetween(1, ROWS / 100 / 2);
            String answer = readAll(socket.getInputStream());
            assertThat(answer).contains("\"price\":1.0,", "\"price\":" + (double) ROWS + ",", "\"next\":null}");
            assertThat(server.rows.batchesRead()).isGreaterThanOrEqualTo(ROWS / 100);
            Eventually.holds(() -> server.rows.openCount() == 0);
        }
    }

    @Test
    void aReaderThatGoesAwayFreesItsCursor() throws IOException {
        try (TestServer server = serverWith(Duration.ofSeconds(30), 4)) {
            try (Socket socket = ask(server)) {
                int steady = Eventually.steady(server.rows::batchesRead);
                assertThat(steady).isPositive();
                assertThat(server.rows.openCount()).isPositive();
                assertThat(socket.isConnected()).isTrue();
            }
            Eventually.holds(() -> server.rows.openCount() == 0);
        }
    }

    @Test
    void aReaderThatTakesNothingIsCutOffAndTheNextOneServed() throws IOException {
        try (TestServer server = serverWith(Duration.ofMillis(300), 1);
                Socket stalled = ask(server)) {
            Eventually.holds(() -> server.rows.openCount() > 0);

            var next = server.get(QUERY);

            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(readAll(stalled.getInputStream())).doesNotContain("\"next\":");
            Eventually.holds(() -> server.rows.openCount() == 0);
        }
    }

    private static Socket ask(TestServer server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream()
                .write(("GET " + QUERY + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// Everything up to the end or to the cut of the connection.
    private static String readAll(InputStream in) {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 << 10];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (IOException cut) {
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
