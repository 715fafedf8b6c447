package dev.tidemark.cold.job;

import dev.tidemark.cold.compact.CompactConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins the jobs that nobody needs to think of: months each hour, while no days are being moved; the comparison of
/// bucket and manifest at the start and each day. Files are read back only a while behind the start, when those who
/// waited for the server have been answered.
public final class LakeClock extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(LakeClock.class);
    private static final long LOOK_EVERY_MS = 5_000;
    private static final Duration BETWEEN_MONTHS = Duration.ofHours(1);
    private static final Duration BEFORE_SAMPLE = Duration.ofHours(1);
    private static final Duration BETWEEN_COMPARISONS = Duration.ofDays(1);

    private final LakeKeeper keeper;
    private final CompactConfig config;
    private final BooleanSupplier isArchiving;
    private final InstantSource clock;
    private volatile Instant nextMonths = Instant.MIN;
    private volatile Instant nextComparison = Instant.MIN;
    private volatile boolean isBeginning;

    public LakeClock(LakeKeeper keeper, CompactConfig config, BooleanSupplier isArchiving, InstantSource clock) {
        this.keeper = keeper;
        this.config = config;
        this.isArchiving = isArchiving;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_EVERY_MS, _ -> look());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return keeper.stop();
    }

    private void look() {
        Instant now = clock.instant();
        if (isBeginning || isArchiving.getAsBoolean()) {
            return;
        }
        if (config.enabled() && !now.isBefore(nextMonths)) {
            begin(LakeOrder.of(LakeJob.Kind.COMPACT), () -> nextMonths = now.plus(BETWEEN_MONTHS));
        } else if (nextComparison.equals(Instant.MIN)) {
            begin(LakeOrder.of(LakeJob.Kind.RECONCILE), () -> nextComparison = now.plus(BEFORE_SAMPLE));
        } else if (!now.isBefore(nextComparison)) {
            begin(LakeOrder.comparisonWithSample(), () -> nextComparison = now.plus(BETWEEN_COMPARISONS));
        }
    }

    /// What is not begun, because other work is under way or the database is not there, is due at the next look
    /// still.
    private void begin(LakeOrder order, Runnable begun) {
        isBeginning = true;
        keeper.begin(order)
                .onSuccess(_ -> begun.run())
                .onFailure(failure -> LOG.debug("{} was not begun: {}", order.kind(), failure.getMessage()))
                .onComplete(_ -> isBeginning = false);
    }
}
