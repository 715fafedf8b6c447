package dev.tidemark.cold.archive;

import dev.tidemark.cold.archive.ArchiveOrder.Reason;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins runs when it is time, or when the hot store is full.
public final class ArchiverVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiverVerticle.class);
    private static final long LOOK_EVERY_MS = 20_000;
    /// What could not be made smaller will not be at the next look either.
    private static final Duration BETWEEN_EARLY_RUNS = Duration.ofMinutes(15);

    private final Archiver archiver;
    private final DailySchedule schedule;
    private @Nullable Instant next;
    private Instant noEarlyRunBefore = Instant.MIN;

    public ArchiverVerticle(Archiver archiver) {
        this.archiver = archiver;
        this.schedule = new DailySchedule(archiver.config().at());
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_EVERY_MS, look -> look());
        return vertx.<Void>executeBlocking(() -> {
                    archiver.parts().lake().maker().clear();
                    return null;
                })
                .onComplete(cleared -> look());
    }

    @Override
    public Future<?> stop() {
        return archiver.stop();
    }

    /// Begins what is due. The database may not be there yet: until it says when the last run was, none is begun.
    void look() {
        Instant now = archiver.parts().clock().instant();
        if (next == null) {
            learnNext(now);
        } else if (!now.isBefore(next)) {
            plan(schedule.after(now));
            begin(Reason.DAILY);
        } else if (!now.isBefore(noEarlyRunBefore)) {
            lookAtSize(now);
        }
    }

    private void learnNext(Instant now) {
        archiver.latest(1)
                .onSuccess(runs -> {
                    RunReport newest = runs.isEmpty() ? null : runs.getFirst();
                    archiver.newestIs(newest);
                    plan(schedule.first(now, newest == null ? null : newest.started()));
                })
                .onFailure(failure -> LOG.debug("The last archive run is not known yet: {}", failure.getMessage()));
    }

    private void plan(Instant at) {
        next = at;
        archiver.nextIsAt(at);
    }

    private void lookAtSize(Instant now) {
        archiver.parts()
                .hotBytes()
                .get()
                .onSuccess(bytes -> {
                    if (bytes > archiver.config().hotMaxBytes()) {
                        noEarlyRunBefore = now.plus(BETWEEN_EARLY_RUNS);
                        LOG.warn(
                                "The hot store holds {} bytes, more than hot.max-bytes ({}): archiving early",
                                bytes,
                                archiver.config().hotMaxBytes());
                        begin(Reason.EARLY);
                    }
                })
                .onFailure(failure -> LOG.debug("The size of the hot store is not known: {}", failure.getMessage()));
    }

    private void begin(Reason reason) {
        archiver.begin(ArchiveOrder.all(reason))
                .onFailure(failure -> LOG.warn("No archive run was begun: {}", failure.getMessage()));
    }
}
