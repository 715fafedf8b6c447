package dev.tidemark.forward;

import dev.tidemark.market.TickBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/// Requests to the other side. What it calls impossible is sent again in halves until the guilty tick is alone.
///
/// Halves have keys made of the whole's, so that the same ticks have the same keys however often they are sent.
final class FeedsPost {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;

    private final WebClient client;
    private final ForwardConfig config;
    private final String address;

    /// What became of ticks.
    ///
    /// @param lastRefusal in the words of the other side; empty for none
    record Outcome(int accepted, int refused, String lastRefusal) {

        private static Outcome both(Outcome a, Outcome b) {
            return new Outcome(
                    a.accepted + b.accepted,
                    a.refused + b.refused,
                    b.lastRefusal.isEmpty() ? a.lastRefusal : b.lastRefusal);
        }
    }

    FeedsPost(Vertx vertx, ForwardConfig config) {
        this.client = WebClient.create(vertx, new WebClientOptions().setUserAgent("tidemark"));
        this.config = config;
        URI url = Objects.requireNonNull(config.url());
        this.address = url.toString().replaceAll("/+$", "") + "/internal/ingest";
    }

    /// Sends all ticks. Fails, with the answer in its message, unless the other side has taken or refused each of
    /// them; then the very same call is to be repeated.
    Future<Outcome> send(TickBatch ticks, String key) {
        return send(ticks, 0, ticks.size(), key);
    }

    void close() {
        client.close();
    }

    private Future<Outcome> send(TickBatch ticks, int from, int to, String key) {
        return request(key)
                .sendBuffer(FeedsBody.of(ticks, from, to))
                .compose(answer -> answered(answer, ticks, from, to, key));
    }

    private Future<Outcome> answered(HttpResponse<Buffer> answer, TickBatch ticks, int from, int to, String key) {
        int status = answer.statusCode();
        if (status == ACCEPTED) {
            return Future.succeededFuture(new Outcome(to - from, 0, ""));
        }
        boolean isAboutTheTicks = status == 400 || status == 413;
        if (!isAboutTheTicks) {
            return Future.failedFuture("Expected 202 of " + address + ", was " + status);
        }
        if (to - from == 1) {
            return Future.succeededFuture(new Outcome(0, 1, words(answer)));
        }
        int middle = (from + to) >>> 1;
        return send(ticks, from, middle, key + ".0")
                .compose(first -> send(ticks, middle, to, key + ".1").map(second -> Outcome.both(first, second)));
    }

    private HttpRequest<Buffer> request(String key) {
        HttpRequest<Buffer> request = client.postAbs(address)
                .timeout(TIMEOUT.toMillis())
                .followRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", key);
        return config.key() == null ? request : request.bearerTokenAuthentication(config.key());
    }

    private static String words(HttpResponse<Buffer> answer) {
        String text = String.valueOf(answer.bodyAsString());
        return String.format(Locale.ROOT, "%d: %.300s", answer.statusCode(), text);
    }
}
