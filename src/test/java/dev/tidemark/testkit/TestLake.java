package dev.tidemark.testkit;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdInspector;
import dev.tidemark.cold.Manifest.Draft;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.audit.FileCheck;
import dev.tidemark.cold.audit.Rebuilder;
import dev.tidemark.cold.audit.Reconciler;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.compact.Compactor;
import dev.tidemark.cold.copy.Copier;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.FileMaker.Order;
import dev.tidemark.cold.make.RowSource;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.read.ParquetColdInspector;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.cold.part.PartConfig;
import dev.tidemark.cold.part.PartWriter;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.postgres.PostgresDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The cold tier of a database in a local folder, as the server has it.
public final class TestLake implements AutoCloseable {

    private static final Instant LONG_AFTER = Instant.parse("2999-01-01T00:00:00Z");

    private final PostgresDatabase database;
    private final Path folder;
    private final InstantSource clock;
    private final StepListener steps;
    private final WorkerExecutor workers;
    public final FolderObjectStore objects;
    public final ParquetColdReader reader;
    public final ColdInspector inspector;
    public final Verification verification;
    public final FileMaker maker;

    public TestLake(Vertx vertx, PostgresDatabase database, Path folder, InstantSource clock, StepListener steps) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
        this.steps = steps;
        this.workers = vertx.createSharedWorkerExecutor("decode", 2);
        this.objects = Await.result(FolderObjectStore.open(vertx, folder.resolve("lake"), new ObjectCounters()));
        this.reader = new ParquetColdReader(vertx, workers, objects, ReadLimits.DEFAULT);
        this.inspector = new ParquetColdInspector(workers, objects);
        this.verification = new Verification(objects, reader);
        this.maker = new FileMaker(
                objects, ParquetColdFileWriter.factory(Compression.ZSTD), verification, folder.resolve("making"));
    }

    public PartWriter partWriter(PartConfig config) {
        return new PartWriter(database.partLedger(), new PartWriter.Tools(maker, objects, steps), config, clock);
    }

    public Compactor compactor(CompactConfig config) {
        return new Compactor(
                database.months(),
                new Compactor.Tools(database.manifest(), database.hotDays(), reader, maker, steps),
                config,
                clock);
    }

    /// Copies into a second store, called `second`.
    public Copier copier(ObjectStore second) {
        return new Copier(
                database.copyLedger(), new Copier.Stores(objects, second, "second"), folder.resolve("copying"), steps);
    }

    /// Removes the objects of all superseded files, as the archiver does once nobody can be reading them.
    public void sweep() {
        Await.result(database.manifest().superseded(LONG_AFTER)).forEach(file -> {
            Await.result(objects.delete(file.key()));
            Await.result(database.manifest().forget(file));
        });
    }

    public FileCheck check() {
        return new FileCheck(database.manifest(), database.lakeLedger(), verification);
    }

    /// At a time at which no object is young any more.
    public Reconciler reconciler() {
        return reconciler(InstantSource.fixed(LONG_AFTER));
    }

    public Reconciler reconciler(InstantSource at) {
        return new Reconciler(objects, database.lakeLedger(), at);
    }

    public Rebuilder rebuilder() {
        return new Rebuilder(objects, inspector, reader, database.lakeLedger());
    }

    /// Makes the hot rows of a day a file that owns it, as the archiver does.
    public ColdFile archive(PartitionDay day) {
        Await.result(database.hotDays().seal(day));
        return own(day, () -> database.hotDays().rows(day), Set.of());
    }

    /// Makes a new version of an owned day, with other rows.
    public ColdFile replace(PartitionDay day, Supplier<Future<RecordCursor>> rows) {
        List<Owner> owners = Await.result(
                database.manifest().owners(day.partition(), day.day(), day.day().plusDays(1)));
        return own(day, rows, Set.of(owners.getFirst().file().id()));
    }

    private ColdFile own(PartitionDay day, Supplier<Future<RecordCursor>> rows, Set<Long> basis) {
        ColdFile planned = Await.result(database.manifest()
                .plan(new Draft(
                        day.partition(), ColdFile.Kind.DAY, day.day(), day.day().plusDays(1), 0)));
        ColdFile made = maker.make(Order.of(planned), () -> RowSource.of(rows.get()), StepListener.NONE)
                .verified()
                .orElseThrow();
        if (!Await.result(database.manifest().publish(made, basis))) {
            throw new AssertionError("Expected " + day + " to be owned");
        }
        return made;
    }

    @Override
    public void close() {
        reader.close();
        objects.close();
        Await.result(workers.close());
    }
}
