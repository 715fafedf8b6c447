package dev.tidemark.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Posts feeds to a server that is killed again and again, and remembers what it was promised.
///
/// Feeds are numbered through, ten to a request. Requests with an even number carry an idempotency key and are sent
/// until they are accepted; the others are sent once, and an error leaves open whether they were accepted.
final class IngestClient implements Runnable {

    static final int FEEDS = 10;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI uri;
    private final Set<Integer> accepted = new HashSet<>();
    private final String pad;
    private volatile int sent;
    private final AtomicInteger refusedWithRetryAfter = new AtomicInteger();
    private volatile boolean isOver;

    /// @param padBytes of metadata that each feed carries along
    IngestClient(int port, int padBytes) {
        this.pad = "x".repeat(padBytes);
        this.uri = URI.create("http://127.0.0.1:" + port + "/internal/ingest");
    }

    @Override
    public void run() {
        for (int request = 0; !isOver; request++) {
            boolean isKeyed = request % 2 == 0;
            sent = (request + 1) * FEEDS;
            boolean isAccepted = post(request, isKeyed);
            while (!isAccepted && isKeyed) {
                isAccepted = post(request, true);
            }
            if (isAccepted) {
                for (int i = 0; i < FEEDS; i++) {
                    accepted.add(request * FEEDS + i);
                }
            }
        }
    }

    /// Lets the request under way be the last. The server must be up for it.
    void finish() {
        isOver = true;
    }

    /// The numbers of the feeds that were answered with 202. To be read once the client has ended.
    Set<Integer> accepted() {
        return accepted;
    }

    /// Feeds with lower numbers were sent.
    int sent() {
        return sent;
    }

    /// Answers of 503 that said when to come again.
    int refusedWithRetryAfter() {
        return refusedWithRetryAfter.get();
    }

    private boolean post(int request, boolean isKeyed) {
        var builder = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(request)));
        if (isKeyed) {
            builder.header("Idempotency-Key", "request-" + request);
        }
        try {
            HttpResponse<String> answer = client.send(builder.build(), BodyHandlers.ofString());
            if (answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent()) {
                refusedWithRetryAfter.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            return answer.statusCode() == 202;
        } catch (IOException e) {
            // The server is dead or not up yet; the next try waits for it to listen again.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isOver = true;
            return false;
        }
    }

    private String body(int request) {
        var body = new StringBuilder("{\"feeds\":[");
        for (int i = 0; i < FEEDS; i++) {
            int number = request * FEEDS + i;
            body.append(i == 0 ? "" : ",")
                    .append("{\"symbol\":\"CRASH-USD\",\"price\":")
                    .append(1 + number)
                    .append(",\"timestamp\":")
                    .append(1_767_600_000L + number % 80_000)
                    .append(",\"source\":\"crash\",\"worker_id\":\"w\",\"metadata\":{\"pad\":\"")
                    .append(pad)
                    .append("\"}}");
        }
        return body.append("]}").toString();
    }
}
