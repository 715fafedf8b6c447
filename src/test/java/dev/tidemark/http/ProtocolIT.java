package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolIT {

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    /// Fault 13 of the system that was here before: an unknown path was answered with 200 and some text.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nowhere",
                "/api/candles",
                "/timeseries/nothing",
                "/dlq/1/more",
                "/sites/north",
                "/trigger",
                "/udf/config",
                "/health/other"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertProblem(server.get(path), 404);
        assertProblem(server.post(path, "{}"), 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /status          | GET, HEAD, OPTIONS",
                "GET    | /start           | OPTIONS, POST",
                "GET    | /internal/ingest | OPTIONS, POST",
                "PUT    | /internal/ingest | OPTIONS, POST",
                "DELETE | /dlq             | GET, HEAD, OPTIONS",
                "GET    | /dlq/replay      | OPTIONS, POST",
                "POST   | /dlq/5           | DELETE, GET, HEAD, OPTIONS",
                "POST   | /health          | GET, HEAD, OPTIONS",
            })
    void anotherMethodIsNotAllowed(String method, String path, String allow) {
        HttpResponse<String> answer = server.send(method, path, BodyPublishers.ofString("x"));

        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
    }

    @Test
    void optionsSaysWhatIsAllowed() {
        HttpResponse<String> answer = server.send("OPTIONS", "/dlq/5", null);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/status", "/metrics", "/api/symbols", "/gaps", "/dlq", "/openapi.json"})
    void headAnswersAsGetDoesWithoutABody(String path) {
        HttpResponse<String> head = server.send("HEAD", path, null);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aRequestIdIsKeptWhereItIsOneAndMadeWhereNot() {
        assertThat(server.get("/health", "X-Request-Id", "abc-1").headers().firstValue("X-Request-Id"))
                .hasValue("abc-1");
        assertThat(server.get("/health", "X-Request-Id", "a b").headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(made -> assertThat(made).isNotEqualTo("a b").isNotBlank());
    }

    @Test
    void headersBeyondTheirBoundAreRefused() throws IOException {
        String answer = RawHttp.send(
                server.port(), "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431").contains("urn:tidemark:problem:headers-too-large");
    }

    @Test
    void anAddressBeyondItsBoundIsRefused() throws IOException {
        String answer =
                RawHttp.send(server.port(), "GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.0 414").contains("urn:tidemark:problem:uri-too-long");
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        assertThat(RawHttp.send(server.port(), "HELLO\r\n\r\n")).startsWith("HTTP/1.0 400");
    }

    @Test
    void aBrokenEscapeInAnAddressIsAProblem() throws IOException {
        assertThat(RawHttp.get(server.port(), "/dlq/%zz", "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("problem+json");
        assertThat(RawHttp.get(server.port(), "/gaps?limit=%zz", "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("problem+json");
    }

    @Test
    void aRefusedBodyDoesNotHarmTheNextRequestOfItsConnection() throws IOException {
        String body = "x".repeat(100_000);
        String two = "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        assertThat(RawHttp.send(server.port(), two)).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200");
    }

    @Test
    void longAnswersArePackedForWhoCanUnpackThem() throws IOException {
        server.add(Rows.ticks("acme", "BTC/USD", 1_000));
        String request = """
            GET /api/ticks?symbol=BTC-USD HTTP/1.1\r
            Host: localhost\r
            Accept-Encoding: gzip\r
            Connection: close\r
            \r
            """;

        assertThat(RawHttp.send(server.port(), request).toLowerCase(Locale.ROOT))
                .contains("content-encoding: gzip")
                .hasSizeLessThan(50_000);
    }
}
