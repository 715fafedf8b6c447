package dev.tidemark.telemetry;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whether the server is alive, ready and well. Answers are made of figures in memory and kept for a second, so that
/// however often they are asked for they cost nothing. Thread-safe.
public final class HealthModel {

    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MAX_BEAT_AGE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Vitals vitals;
    private final LongSupplier nanoTime;
    private volatile long lastBeat;
    private volatile @Nullable Kept kept;

    /// An answer of a health endpoint. The body is not to be changed.
    public record Answer(boolean isUp, JsonObject body) {}

    private record Kept(Verdict verdict, long at) {}

    /// @param nanoTime a monotonic clock, as [System#nanoTime]
    public HealthModel(Vitals vitals, LongSupplier nanoTime) {
        this.vitals = vitals;
        this.nanoTime = nanoTime;
        this.lastBeat = nanoTime.getAsLong();
    }

    /// States that the event loop turns.
    void beat() {
        lastBeat = nanoTime.getAsLong();
    }

    /// How things stand, at most a second old.
    public Verdict verdict() {
        Kept last = kept;
        long now = nanoTime.getAsLong();
        if (last != null && now - last.at < KEPT_NANOS) {
            return last.verdict;
        }
        var verdict = Verdict.of(vitals);
        kept = new Kept(verdict, now);
        return verdict;
    }

    /// Healthy and degraded are up; down is not.
    public Answer health() {
        Verdict verdict = verdict();
        return new Answer(
                verdict.state() != Verdict.State.DOWN,
                new JsonObject()
                        .put("status", verdict.state().label())
                        .put("reasons", new JsonArray(verdict.reasons())));
    }

    /// Alive while the event loop has turned within the last five seconds.
    public Answer live() {
        boolean isAlive = nanoTime.getAsLong() - lastBeat < MAX_BEAT_AGE_NANOS;
        return new Answer(isAlive, new JsonObject().put("status", isAlive ? "live" : "stuck"));
    }

    /// Ready once there is nothing missing that requests need. A lost venue is not missing.
    public Answer ready() {
        var missing = new ArrayList<String>(vitals.missing().get());
        StoreFigures store = vitals.store().get();
        if (store.database() != StoreFigures.Database.UP) {
            missing.add(store.fault() == null ? "database: not reached yet" : "database: " + store.fault());
        }
        String journalFault = vitals.journal().get().fault();
        if (!journalFault.isEmpty()) {
            missing.add("journal: " + journalFault);
        }
        return new Answer(missing.isEmpty(), readiness(missing));
    }

    private static JsonObject readiness(List<String> missing) {
        return new JsonObject()
                .put("status", missing.isEmpty() ? "ready" : "not ready")
                .put("missing", new JsonArray(missing));
    }
}
