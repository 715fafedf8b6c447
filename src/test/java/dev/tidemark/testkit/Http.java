package dev.tidemark.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A plain HTTP client for a server on loopback, as a test waits with it: one request after the other.
public final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String base;

    public Http(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    public HttpResponse<String> post(String path, String json) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /// The answer of `/status`. Waits while there is none: a server whose database is not there yet refuses to give
    /// it, because it does not know the keys.
    public JsonObject status() {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        try {
            HttpResponse<String> answer = get("/status");
            while (answer.statusCode() != 200) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Expected /status to answer 200, was " + answer + ": " + answer.body());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                answer = get("/status");
            }
            return new JsonObject(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the writer of a dataset says in `/status`.
    public JsonObject writer(String dataset) {
        return status().getJsonObject("writer").getJsonArray("datasets").stream()
                .map(JsonObject.class::cast)
                .filter(writer -> writer.getString("dataset").equals(dataset))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
