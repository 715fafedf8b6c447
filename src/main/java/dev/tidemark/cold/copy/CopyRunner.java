package dev.tidemark.cold.copy;

import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.cold.round.Rounds;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the copies, round by round.
public final class CopyRunner implements Rounds.Work {

    private static final Logger LOG = LoggerFactory.getLogger(CopyRunner.class);
    private static final Rounds.Pace PACE = new Rounds.Pace("copies", Duration.ofSeconds(10));

    private final Supplier<Copier> open;
    private final CopyLedger ledger;
    private final InstantSource clock;
    private volatile CopyStats stats;
    private @Nullable Copier copier;
    private @Nullable Rounds rounds;

    /// @param open opens the second store, which may fail for as long as that is not there; asked until it does
    /// not. Blocks
    /// @param store its name, for people
    public CopyRunner(Supplier<Copier> open, CopyLedger ledger, String store, InstantSource clock) {
        this.open = open;
        this.ledger = ledger;
        this.clock = clock;
        this.stats = CopyStats.none(store);
    }

    public synchronized void start(Manifest manifest) {
        rounds = Rounds.start(manifest, PACE, this);
    }

    public CopyStats stats() {
        return stats;
    }

    /// Ends behind the file that is being copied.
    public synchronized Future<Void> stop() {
        return rounds == null ? Future.succeededFuture() : rounds.stop();
    }

    @Override
    public void round(BooleanSupplier mayGoOn) {
        if (copier == null) {
            copier = open.get();
        }
        try {
            copier.run(mayGoOn, done -> update(now -> now.plus(done)));
        } finally {
            count();
        }
        update(now -> now.ended(clock.instant()));
    }

    /// Said once until it goes well again: a store that is down would fill the log.
    @Override
    public void failed(RuntimeException failure) {
        if (stats.lastError() == null) {
            LOG.warn("Copies in {} wait: {}", stats.store(), failure.toString());
        }
        update(now -> now.failed(failure.toString()));
    }

    private void count() {
        var backlog = Wait.on(ledger.backlog());
        update(now -> now.with(backlog));
    }

    /// Rounds come one after the other, on one thread.
    private void update(UnaryOperator<CopyStats> change) {
        stats = change.apply(stats);
    }
}
