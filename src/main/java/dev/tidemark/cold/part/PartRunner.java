package dev.tidemark.cold.part;

import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.round.Rounds;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the lake writer round by round.
public final class PartRunner implements Rounds.Work {

    private static final Logger LOG = LoggerFactory.getLogger(PartRunner.class);
    private static final String LEASE = "parts";

    private final PartWriter writer;
    private final PartConfig config;
    private final InstantSource clock;
    private volatile PartStats stats = PartStats.NONE;
    private @Nullable Rounds rounds;

    public PartRunner(PartWriter writer, PartConfig config, InstantSource clock) {
        this.writer = writer;
        this.config = config;
        this.clock = clock;
    }

    /// Starts it; the first round comes at once.
    public synchronized void start(Manifest manifest) {
        rounds = Rounds.start(manifest, new Rounds.Pace(LEASE, config.lookEvery()), this);
    }

    public PartStats stats() {
        return stats;
    }

    /// Ends after the part that is being made, or in the middle of it where it takes more than a second.
    public synchronized Future<Void> stop() {
        return rounds == null ? Future.succeededFuture() : rounds.stop();
    }

    @Override
    public void round(BooleanSupplier mayGoOn) {
        RuntimeException failure = null;
        for (Dataset dataset : List.of(Dataset.TICKS, Dataset.TRADES)) {
            try {
                writer.run(dataset, mayGoOn, this::add);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        stats = stats.ended(clock.instant());
    }

    /// Said once until it goes well again: a store that is down would fill the log.
    @Override
    public void failed(RuntimeException failure) {
        if (stats.lastError() == null) {
            LOG.warn("Parts wait in the hot store: {}", failure.toString());
        }
        stats = stats.failed(failure.toString());
    }

    /// Rounds come one after the other, on one thread.
    private void add(PartRound done) {
        stats = stats.plus(done);
    }
}
