package dev.tidemark.history.backfill.schedule;

import dev.tidemark.cold.archive.DailySchedule;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for holes once a day.
public final class HoleFillerVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(HoleFillerVerticle.class);
    private static final long LOOK_EVERY_MS = 20_000;

    private final HoleFiller filler;
    private final DailySchedule schedule;
    private Instant next;

    /// @param at the time of day, UTC
    public HoleFillerVerticle(HoleFiller filler, LocalTime at) {
        this.filler = filler;
        this.schedule = new DailySchedule(at);
        this.next = schedule.after(filler.clock().instant());
    }

    @Override
    public Future<?> start() {
        filler.nextIsAt(next);
        vertx.setPeriodic(LOOK_EVERY_MS, look -> look());
        return Future.succeededFuture();
    }

    private void look() {
        Instant now = filler.clock().instant();
        if (now.isBefore(next)) {
            return;
        }
        next = schedule.after(now);
        filler.nextIsAt(next);
        filler.look().onFailure(failure -> LOG.error("Expected a look for holes never to fail", failure));
    }
}
