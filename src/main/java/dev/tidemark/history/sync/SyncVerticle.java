package dev.tidemark.history.sync;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins a run at once, and then whenever the clock has come to a multiple of the interval.
public final class SyncVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(SyncVerticle.class);
    private static final long LOOK_EVERY_MS = 250;

    private final BuildingSync sync;
    private long nextMs = Long.MIN_VALUE;

    public SyncVerticle(BuildingSync sync) {
        this.sync = sync;
    }

    @Override
    public Future<?> start() {
        LOG.info("Keeping up with {}", sync.config().sites());
        vertx.setPeriodic(1, LOOK_EVERY_MS, look -> look());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return sync.stop();
    }

    private void look() {
        long nowMs = sync.parts().clock().millis();
        if (nowMs < nextMs) {
            return;
        }
        long intervalMs = sync.config().interval().toMillis();
        nextMs = (Math.floorDiv(nowMs, intervalMs) + 1) * intervalMs;
        sync.run().onFailure(failure -> LOG.error("Expected a run of the sync never to fail", failure));
    }
}
