package dev.tidemark.history.ace;

import dev.tidemark.history.SourceCounters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Sends requests at the pace that the source bears. Thread-safe.
final class AceClient {

    private static final int CONNECTIONS = 16;
    private static final long MOST_BYTES = 512L << 20;

    private final Vertx vertx;
    private final AceConfig config;
    private final InstantSource clock;
    private final SourceCounters counters;
    private final WebClient web;
    private final RequestPace pace;
    private volatile boolean isKeyGood;

    AceClient(Vertx vertx, AceConfig config, InstantSource clock, SourceCounters counters) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.counters = counters;
        // No redirects: the key would go wherever they lead.
        var options = new WebClientOptions()
                .setFollowRedirects(false)
                .setDecompressionSupported(true)
                .setUserAgent("tidemark")
                .setTcpNoDelay(true)
                .setConnectTimeout((int) config.timeout().toMillis())
                .setReadIdleTimeout((int) Math.max(1, config.timeout().toSeconds()));
        this.web = WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.pace = new RequestPace(config.requestsPerSecond(), System::nanoTime);
    }

    /// Asks, again where that is worth it. Empty where there is nothing of what was asked for.
    ///
    /// @param path behind the base, encoded, with its query
    /// @param reader a new one for each try
    <T> Future<Optional<T>> get(String path, Supplier<AnswerReader<T>> reader) {
        return new AceCall<>(this, path, reader).run();
    }

    /// Sends one request once its turn has come.
    <T> Future<HttpResponse<AnswerBody.Read<T>>> send(String path, AnswerReader<T> reader) {
        return after(pace.take()).compose(turn -> {
            counters.requested();
            var request = web.getAbs(config.base() + path)
                    .timeout(config.timeout().toMillis())
                    .putHeader("Accept", "application/json")
                    .as(() -> new AnswerBody<>(reader, MOST_BYTES));
            if (!config.key().isEmpty()) {
                request.putHeader("Authorization", "Bearer " + config.key());
            }
            return request.send();
        });
    }

    Future<Void> after(Duration wait) {
        return wait.toMillis() < 1
                ? Future.succeededFuture()
                : vertx.timer(wait.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    AceConfig config() {
        return config;
    }

    RequestPace pace() {
        return pace;
    }

    SourceCounters counters() {
        return counters;
    }

    Instant now() {
        return clock.instant();
    }

    /// Whether the source has taken the key since the start.
    boolean isKeyGood() {
        return isKeyGood;
    }

    void keyIsGood() {
        isKeyGood = true;
    }

    void close() {
        web.close();
    }
}
