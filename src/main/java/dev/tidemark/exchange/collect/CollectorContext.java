package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.exchange.SystemFrameClock;
import dev.tidemark.exchange.Venue;
import dev.tidemark.journal.Journal;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What the connections of one running collector share. Confined to its event loop.
///
/// @param totals outlive the collector's stop and start, as do `gate` and `filter`
/// @param filter drops what a replayed recording delivers again; null for live feeds
record CollectorContext(
        Vertx vertx,
        WebSocketClient client,
        Journal journal,
        InstantSource clock,
        Exchange exchange,
        ExchangeConfig config,
        CollectorOptions options,
        Totals totals,
        ConnectGate gate,
        DeliveredBefore.@Nullable Filter filter) {

    Venue venue() {
        return exchange.venue();
    }

    URI endpoint() {
        URI configured = config.url();
        return configured == null ? venue().endpoint() : configured;
    }

    CollectorTiming timing() {
        return options.timing();
    }

    long nowUs() {
        return SystemFrameClock.micros(clock.instant());
    }

    long silenceUs() {
        Duration configured = config.silence();
        return micros(configured == null ? venue().silence() : configured);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
