package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.exchange.CollectorStats.SubscriptionStats;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.exchange.RecordedFrameClock;
import dev.tidemark.recording.ReplayOptions;
import dev.tidemark.recording.ReplayServer;
import dev.tidemark.testkit.InMemoryJournal;
import dev.tidemark.testkit.Recordings;
import dev.tidemark.testkit.TextExchange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A collector of a venue of words between a replay server and a journal in memory, with intervals of milliseconds.
final class CollectorBench implements AutoCloseable {

    static final String SOURCE = "text";
    static final String SYMBOL = "BTC/USD";
    static final CollectorTiming FAST = timing(5_000, 10_000);

    private static final long DEADLINE_S = 20;

    final Vertx vertx = Vertx.vertx();
    final InMemoryJournal journal = new InMemoryJournal(vertx);
    final InstantSource clock = InstantSource.system();
    private final Path folder;
    private @Nullable ReplayServer server;
    private @Nullable ExchangeCollectors collectors;

    CollectorBench(Path folder) {
        this.folder = folder;
    }

    /// Intervals of milliseconds; on a busy machine a socket may be left unread for longer than one would think.
    static CollectorTiming timing(long pingMs, long deadMs) {
        return new CollectorTiming(
                Duration.ofMillis(5),
                Duration.ofSeconds(2),
                Duration.ofMillis(pingMs),
                Duration.ofMillis(deadMs),
                Duration.ofMillis(5),
                Duration.ofMillis(40),
                Duration.ZERO,
                Duration.ofMillis(400),
                Duration.ofMillis(50));
    }

    static List<String> trades(int count) {
        var frames = new ArrayList<String>();
        for (int id = 1; id <= count; id++) {
            frames.add("trade " + SYMBOL + " " + id + " 100");
        }
        return frames;
    }

    static List<String> ticks(int count) {
        var frames = new ArrayList<String>();
        for (int price = 1; price <= count; price++) {
            frames.add("tick " + SYMBOL + " " + price);
        }
        return frames;
    }

    /// Serves a recording of these frames, 2 ms apart.
    ReplayServer serve(ReplayOptions options, List<String> frames) throws IOException {
        Path file = Recordings.of(folder.resolve("text.ndjson.gz"), SOURCE, 2_000, frames);
        ReplayServer started = await(ReplayServer.start(vertx, options, List.of(file)));
        server = started;
        return started;
    }

    /// What a test of a replay server collects with: the live clock.
    CollectorOptions live() {
        return CollectorOptions.live(null, clock, 7).withTiming(FAST);
    }

    CollectorOptions recorded() {
        return live().withFrameClock(new RecordedFrameClock(), DeliveredBefore.NOTHING);
    }

    static ExchangeConfig config(URI url, int maxInFlight, @Nullable Duration silence, String... symbols) {
        return new ExchangeConfig(
                true, url, List.of(symbols), List.of(Channel.TICKER, Channel.TRADES), Map.of(), silence, maxInFlight);
    }

    /// Collects the replay server's source with defaults, changed as asked.
    ExchangeCollectors collect(CollectorOptions options) {
        return collect(options, config -> config);
    }

    ExchangeCollectors collect(CollectorOptions options, UnaryOperator<ExchangeConfig> change) {
        ExchangeConfig config = config(servedAt(), 10_000, null, SYMBOL);
        return collect(TextExchange.of(SOURCE), change.apply(config), options);
    }

    ExchangeCollectors collect(Exchange exchange, ExchangeConfig config, CollectorOptions options) {
        var made = new ExchangeCollectors(
                vertx,
                journal,
                clock,
                List.of(exchange),
                Map.of(exchange.venue().source(), config),
                options);
        collectors = made;
        await(made.start(exchange.venue().source()));
        return made;
    }

    URI servedAt() {
        ReplayServer serving = server;
        return serving == null ? URI.create("ws://127.0.0.1:1") : serving.address(SOURCE);
    }

    CollectorStats stats() {
        ExchangeCollectors running = collectors;
        if (running == null) {
            throw new IllegalStateException("Expected a collector to have been made");
        }
        return running.stats().getFirst();
    }

    SubscriptionStats subscription(String channel, String symbol) {
        return stats().connections().stream()
                .flatMap(connection -> connection.subscriptions().stream())
                .filter(each -> each.channel().equals(channel) && each.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    Set<String> tradeIds() {
        var trades = journal.trades();
        var ids = new HashSet<String>();
        for (int row = 0; row < trades.size(); row++) {
            ids.add(trades.tradeId(row));
        }
        return ids;
    }

    /// Waits until a condition holds, looking again every few milliseconds.
    void until(BooleanSupplier isMet) {
        Promise<Void> promise = Promise.promise();
        long timer = vertx.setPeriodic(2, each -> {
            if (isMet.getAsBoolean()) {
                promise.tryComplete();
            }
        });
        try {
            await(promise.future());
        } finally {
            vertx.cancelTimer(timer);
        }
    }

    <T> T await(Future<T> future) {
        try {
            return future.await(DEADLINE_S, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(
                    "Waited " + DEADLINE_S + " s; collectors: " + (collectors == null ? "none" : collectors.stats())
                            + "; journal: " + journal.stats(),
                    late);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
