package dev.tidemark.node;

import dev.tidemark.cold.copy.Copier;
import dev.tidemark.cold.copy.CopyRunner;
import dev.tidemark.cold.copy.CopyStats;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.config.Settings;
import dev.tidemark.hot.postgres.PostgresDatabase;
import io.vertx.core.Future;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The second store of the lake's objects, which is opened when it is there, and who fills it.
final class Copies {

    /// Files on their way from the one store to the other, below the data folder.
    private static final String OUTBOX = "copying";

    private final ColdTier cold;
    private final PostgresDatabase database;
    private final Settings settings;
    private final CopyRunner runner;
    private volatile @Nullable Lake second;

    Copies(ColdTier cold, PostgresDatabase database, Settings settings, InstantSource clock) {
        this.cold = cold;
        this.database = database;
        this.settings = settings;
        this.runner = new CopyRunner(this::open, database.copyLedger(), Lake.copyName(settings.cold()), clock);
    }

    void start() {
        runner.start(database.manifest());
    }

    CopyStats stats() {
        return runner.stats();
    }

    /// Ends behind the file that is being copied.
    Future<Void> stop() {
        return runner.stop().transform(_ -> {
            Lake opened = second;
            return opened == null ? Future.succeededFuture() : opened.close().get();
        });
    }

    private Copier open() {
        Lake opened = Wait.on(Lake.openCopy(cold.vertx(), settings.cold()));
        second = opened;
        var stores = new Copier.Stores(cold.lake().store(), opened.store(), Lake.copyName(settings.cold()));
        return new Copier(database.copyLedger(), stores, settings.data().resolve(OUTBOX), StepListener.NONE);
    }
}
