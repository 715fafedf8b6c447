package dev.tidemark.node;

import dev.tidemark.cold.archive.Archiver;
import dev.tidemark.cold.audit.FileCheck;
import dev.tidemark.cold.audit.Rebuilder;
import dev.tidemark.cold.audit.Reconciler;
import dev.tidemark.cold.compact.Compactor;
import dev.tidemark.cold.job.LakeClock;
import dev.tidemark.cold.job.LakeJobs;
import dev.tidemark.cold.job.LakeKeeper;
import dev.tidemark.cold.job.LakeState;
import dev.tidemark.cold.job.LakeWork;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.parquet.read.ParquetColdInspector;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.part.PartRunner;
import dev.tidemark.cold.part.PartWriter;
import dev.tidemark.config.Settings;
import dev.tidemark.hot.postgres.PostgresDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work on the lake beside the archiver: parts of young days, months, copies, and whether all is as the manifest
/// says.
final class LakeCare {

    private static final Logger LOG = LoggerFactory.getLogger(LakeCare.class);
    /// Files on their way to the lake, below the data folder. Not the archiver's, which it empties.
    private static final String OUTBOX = "making";

    private final PostgresDatabase database;
    private final Settings settings;
    private final InstantSource clock;
    private final FileMaker maker;
    private final LakeKeeper keeper;
    private final PartRunner parts;
    private final ParquetColdReader sideBySide;
    private final @Nullable Copies copies;
    private boolean isStopped;

    LakeCare(ColdTier cold, PostgresDatabase database, Settings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        var store = cold.lake().store();
        var verification = new Verification(store, cold.reader());
        this.maker = cold.maker(settings, OUTBOX);
        var writer = new PartWriter(
                database.partLedger(), new PartWriter.Tools(maker, store, StepListener.NONE), settings.parts(), clock);
        this.parts = new PartRunner(writer, settings.parts(), clock);
        this.copies = settings.cold().copyUrl() == null ? null : new Copies(cold, database, settings, clock);
        this.sideBySide = new ParquetColdReader(cold.vertx(), cold.workers(), store, ReadLimits.SIDE_BY_SIDE);
        var months = new Compactor.Tools(database.manifest(), database.hotDays(), sideBySide, maker, StepListener.NONE);
        var work = new LakeWork(
                new Compactor(database.months(), months, settings.compact(), clock),
                new FileCheck(database.manifest(), database.lakeLedger(), verification),
                new Reconciler(store, database.lakeLedger(), clock),
                new Rebuilder(
                        store, new ParquetColdInspector(cold.workers(), store), cold.reader(), database.lakeLedger()));
        this.keeper = new LakeKeeper(work, database.manifest(), clock);
    }

    LakeJobs jobs() {
        return keeper;
    }

    LakeState state() {
        return new LakeState(
                settings.parts().enabled() ? parts.stats() : null,
                copies == null ? null : copies.stats(),
                keeper.latest());
    }

    /// Begins by itself once the database is there, however long that takes.
    void startWhenReady(Vertx vertx, Archiver archiver) {
        database.ready()
                .compose(_ -> vertx.<Void>executeBlocking(() -> {
                    maker.clear();
                    return null;
                }))
                .compose(_ -> start(vertx, archiver))
                .onFailure(failure -> LOG.warn("Nobody takes care of the lake: {}", failure.getMessage()));
    }

    private synchronized Future<?> start(Vertx vertx, Archiver archiver) {
        if (isStopped) {
            return Future.succeededFuture();
        }
        // Where no parts are wanted any more, those that there are still go.
        parts.start(database.manifest());
        if (copies != null) {
            copies.start();
        }
        return vertx.deployVerticle(
                new LakeClock(keeper, settings.compact(), () -> archiver.state().current() != null, clock));
    }

    /// Ends behind the file that is being made. The clock begins nothing any more once the keeper is stopped.
    synchronized Future<Void> stop() {
        isStopped = true;
        Future<Void> lastCopy = copies == null ? Future.succeededFuture() : copies.stop();
        return Future.join(parts.stop(), lastCopy, keeper.stop())
                .<Void>mapEmpty()
                .onComplete(stopped -> sideBySide.close());
    }
}
