package dev.tidemark.testkit;

import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.exchange.CollectorStats.ConnectionStats;
import dev.tidemark.exchange.CollectorStats.Counters;
import dev.tidemark.exchange.CollectorStats.SubscriptionStats;
import dev.tidemark.exchange.Collectors;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collectors that can be switched and speak to no venue. Each has one connection with one subscription. Thread-safe.
public final class StubCollectors implements Collectors {

    private final Map<String, String> sourceToState = new LinkedHashMap<>();
    private final Map<String, Long> sourceToFrames = new LinkedHashMap<>();

    public StubCollectors(String... sources) {
        for (String source : sources) {
            sourceToState.put(source, "stopped");
            sourceToFrames.put(source, 0L);
        }
    }

    /// Sets the state of a source's only subscription, as in `silent`.
    public synchronized void subscription(String source, String state) {
        sourceToState.put(source, state);
    }

    /// Counts frames as received.
    public synchronized void receive(String source, long frames) {
        sourceToFrames.merge(source, frames, Long::sum);
    }

    @Override
    public synchronized Set<String> sources() {
        return Collections.unmodifiableSet(new LinkedHashMap<>(sourceToState).keySet());
    }

    @Override
    public synchronized Future<Boolean> start(String source) {
        return Future.succeededFuture(sourceToState.replace(source, "stopped", "live"));
    }

    @Override
    public synchronized Future<Boolean> stop(String source) {
        boolean wasRunning = !"stopped".equals(sourceToState.put(source, "stopped"));
        return Future.succeededFuture(wasRunning);
    }

    @Override
    public synchronized List<CollectorStats> stats() {
        return sourceToState.entrySet().stream()
                .map(entry -> stats(entry.getKey(), entry.getValue()))
                .toList();
    }

    private CollectorStats stats(String source, String state) {
        long frames = sourceToFrames.getOrDefault(source, 0L);
        return new CollectorStats(
                source,
                state.equals("live") || state.equals("stopped") ? state : "degraded",
                state.equals("stopped") ? List.of() : List.of(connection(state)),
                new Counters(frames, frames, 0, 0, 0, 0, 0),
                Map.of("heartbeat", 3L),
                Map.of(),
                Map.of("price", 1L),
                null);
    }

    private static ConnectionStats connection(String state) {
        var subscription = new SubscriptionStats("ticker", "BTC/USD", state, 1, 2, null);
        return new ConnectionStats(1, "live", 1, 2, 2, 13L, 0, false, List.of(subscription));
    }
}
