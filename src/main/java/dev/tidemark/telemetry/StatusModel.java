package dev.tidemark.telemetry;

import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.hot.WriterStats;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.telemetry.building.BuildingsJson;
import dev.tidemark.telemetry.feature.ArchiveStateJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// The answer of `/status`, made of figures in memory. Thread-safe.
public final class StatusModel {

    private final Vitals vitals;
    private final HealthModel health;
    private final Map<String, RateMeter> sourceToRate = new ConcurrentHashMap<>();
    private final Map<String, Supplier<JsonObject>> sections = new ConcurrentSkipListMap<>();

    public StatusModel(Vitals vitals, HealthModel health) {
        this.vitals = vitals;
        this.health = health;
    }

    /// Adds what a feature says of itself, under a name of its own. It answers at once, from any thread.
    public StatusModel with(String name, Supplier<JsonObject> section) {
        sections.put(name, section);
        return this;
    }

    /// Samples the counters whose rate is shown; expected once a second.
    void sample() {
        long nowUs = vitals.nowUs();
        vitals.collectors()
                .get()
                .forEach(stats -> sourceToRate
                        .computeIfAbsent(stats.source(), source -> new RateMeter())
                        .sample(nowUs, stats.counters().frames()));
    }

    /// Everything at a glance, as of now.
    public JsonObject json() {
        long nowUs = vitals.nowUs();
        Verdict verdict = health.verdict();
        List<CollectorStats> collectors = vitals.collectors().get();
        List<WriterStats> writers = vitals.writers().get();
        JournalStats journal = vitals.journal().get();
        StoreFigures store = vitals.store().get();
        var json = new JsonObject()
                .put("status", verdict.state().label())
                .put("summary", Summary.of(verdict, collectors, nowUs))
                .put("reasons", new JsonArray(verdict.reasons()))
                .put("connected", collectors.stream().anyMatch(CollectorJson::isConnected))
                .put("batch_size", vitals.build().batchSize())
                .put("config", vitals.build().config())
                .put("instance", instance())
                .put("messages_per_second", messagesPerSecond())
                .put("collectors", collectors(collectors, nowUs))
                .put("journal", PipelineJson.journal(journal, Backlog.of(journal, writers), nowUs))
                .put("writer", PipelineJson.writer(writers, nowUs))
                .put("database", PipelineJson.database(store))
                .put("dead_letters", store.deadLetters())
                .put("hot", PipelineJson.hot(store, nowUs))
                .put("buildings", BuildingsJson.of(vitals.buildings().get(), nowUs))
                .put("archive", ArchiveStateJson.of(vitals.archive().get()))
                .put("estimated_monthly_cost", StorageCost.of(PipelineJson.bytes(store), journal.bytes()));
        sections.forEach((name, section) -> json.put(name, section.get()));
        return json;
    }

    private JsonObject instance() {
        return new JsonObject()
                .put("version", vitals.build().version())
                .put("started", vitals.build().started().toString())
                .put("now", vitals.clock().instant().toString())
                .put(
                        "uptime_s",
                        Duration.between(
                                        vitals.build().started(), vitals.clock().instant())
                                .toSeconds());
    }

    private double messagesPerSecond() {
        double sum =
                sourceToRate.values().stream().mapToDouble(RateMeter::perSecond).sum();
        return Math.round(sum * 10) / 10.0;
    }

    private JsonArray collectors(List<CollectorStats> collectors, long nowUs) {
        var all = new JsonArray();
        collectors.forEach(stats -> {
            RateMeter rate = sourceToRate.get(stats.source());
            all.add(CollectorJson.of(stats, rate == null ? 0 : rate.perSecond(), nowUs));
        });
        return all;
    }
}
