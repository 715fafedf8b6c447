package dev.tidemark.telemetry;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// The beat of telemetry: samples rates each second, asks the database every five, and shows that its event loop
/// turns.
public final class TelemetryVerticle extends VerticleBase {

    private static final long BEAT_MS = 1_000;
    private static final int BEATS_PER_LOOK = 5;

    private final StatusModel status;
    private final HealthModel health;
    private final StoreWatch store;
    private long beats;

    public TelemetryVerticle(StatusModel status, HealthModel health, StoreWatch store) {
        this.status = status;
        this.health = health;
        this.store = store;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(BEAT_MS, timer -> beat());
        health.beat();
        status.sample();
        return store.refresh();
    }

    private void beat() {
        health.beat();
        status.sample();
        beats++;
        if (beats % BEATS_PER_LOOK == 0) {
            // Never fails: what goes wrong is in the figures.
            store.refresh().onComplete(done -> {});
        }
    }
}
