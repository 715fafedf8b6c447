package dev.tidemark.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.problem.AnswerProblemHandler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BodyReaderIT {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final BodyReader bodies = new BodyReader(1_000, new BodyBudget(1_500), Duration.ofMillis(300));
    private int port;

    @BeforeEach
    void listen() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(this::echoLength).failureHandler(new AnswerProblemHandler());
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void echoLength(RoutingContext ctx) {
        bodies.read(ctx)
                .onSuccess(whole -> Answers.send(ctx, 200, "text/plain", Buffer.buffer("read")))
                .onFailure(ctx::fail);
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsGivenUp() throws IOException {
        try (Socket socket = send(HEAD + "Content-Length: 10\r\n\r\nhalf")) {
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void whileTooManyBodiesAreReadTheNextMustWait() throws IOException {
        try (Socket first = send(HEAD + "Content-Length: 1000\r\n\r\n" + "x".repeat(999));
                Socket second = send(HEAD + "Content-Length: 999\r\n\r\n" + "x".repeat(998))) {
            // Whichever comes in first.
            assertThat(List.of(statusLine(first), statusLine(second)))
                    .containsExactlyInAnyOrder("HTTP/1.1 408 Request Timeout", "HTTP/1.1 503 Service Unavailable");
        }
        try (Socket third = send(HEAD + "Content-Length: 999\r\n\r\n" + "x".repeat(999))) {
            assertThat(statusLine(third)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOn() throws IOException {
        try (Socket socket = send(HEAD + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")) {
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 100");
        }
        try (Socket socket = send(HEAD + "Expect: 100-continue\r\nContent-Length: 4000\r\n\r\n")) {
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 413");
        }
    }

    private Socket send(String text) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = reader.readLine();
        return line == null ? "closed" : line;
    }
}
