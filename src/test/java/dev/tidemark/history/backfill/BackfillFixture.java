package dev.tidemark.history.backfill;

import dev.tidemark.bus.Bus;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.backfill.BackfillJobs.Wish;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.hot.WriterVerticle;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.journal.BatcherVerticle;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.segment.SegmentJournal;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FailingObjectStore;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.TestLake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A backfill with everything that it works with: database, journal, writer, lake in a folder. The day is 2026-06-15.
final class BackfillFixture implements AutoCloseable {

    static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    static final int HOT_DAYS = 20;
    static final LocalDate FIRST_HOT = TODAY.minusDays(HOT_DAYS);
    static final BackfillConfig CONFIG =
            new BackfillConfig(2, 3, Duration.ofMillis(10), Duration.ofMillis(50), 100_000);

    private static final JournalConfig JOURNAL = new JournalConfig(64 << 20, 1 << 20, 1_000, Duration.ofMillis(2));
    private static final BatchConfig BATCH = new BatchConfig(100, Duration.ofMillis(100), 5_000, 5);
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    final HotDatabase hot;
    final TestLake lake;
    final FailingObjectStore objects;
    final SegmentJournal journal;
    final Backfills backfills;
    volatile Instant now = NOW;

    /// A process with a database and a lake of its own.
    BackfillFixture(Path folder, BuildingSource source) {
        this(new HotDatabase(), folder, source, StepListener.NONE);
    }

    /// @param folder of the lake, which processes may share; the journal's lock makes another one there for the
    /// second
    BackfillFixture(HotDatabase hot, Path folder, BuildingSource source, StepListener steps) {
        this.hot = hot;
        Bus.install(hot.vertx);
        InstantSource clock = () -> now;
        lake = new TestLake(hot.vertx, hot.database, folder, clock, StepListener.NONE);
        objects = new FailingObjectStore(lake.objects);
        Path own = folder.resolve(String.valueOf(System.identityHashCode(this)));
        Path journalFolder = steps.equals(StepListener.NONE) ? own : folder;
        InstantSource wall = InstantSource.system();
        journal = Await.result(SegmentJournal.open(hot.vertx, journalFolder.resolve("journal"), JOURNAL, wall));
        Await.result(hot.vertx.deployVerticle(new WriterVerticle(hot.database.hotStore(), Dataset.SAMPLES, wall)));
        Await.result(hot.vertx.deployVerticle(new BatcherVerticle(journal, Dataset.SAMPLES, BATCH, wall)));
        var maker = new FileMaker(
                objects,
                ParquetColdFileWriter.factory(Compression.ZSTD),
                new Verification(objects, lake.reader),
                own.resolve("backfill"));
        var parts = new BackfillParts(
                source,
                hot.database.backfills(),
                new BackfillParts.Hot(
                        journal,
                        () -> hot.database.hotStore().positions(journal.id(), Dataset.SAMPLES),
                        hot.database.hotDays(),
                        HOT_DAYS),
                new BackfillParts.Cold(hot.database.manifest(), lake.reader, maker, hot.database.knownPoints()),
                clock,
                steps);
        backfills = new Backfills(parts, CONFIG);
        Await.result(hot.vertx.deployVerticle(new BackfillVerticle(backfills, own.resolve("backfill"))));
    }

    static Wish wish(LocalDate start, LocalDate end) {
        return new Wish(start, end, List.of(), false);
    }

    BackfillReport status() {
        return Await.result(backfills.status()).orElseThrow();
    }

    /// Begins and waits for the end.
    BackfillReport run(Wish wish) {
        Await.result(backfills.start(wish));
        return ended();
    }

    BackfillReport ended() {
        return ended(Duration.ofMinutes(4));
    }

    BackfillReport ended(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        BackfillReport now = status();
        while (now.state() == State.IN_PROGRESS) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected an end, was " + now);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            now = status();
        }
        return now;
    }

    List<Owner> owners(String site, LocalDate from, LocalDate to) {
        return Await.result(hot.database.manifest().owners(new Partition(Dataset.SAMPLES, site), from, to));
    }

    /// `point@microseconds=value` of the rows of the file that owns a day, sorted as text.
    List<String> cold(String site, LocalDate day) {
        List<String> texts = new ArrayList<>();
        for (Owner owner : owners(site, day, day.plusDays(1))) {
            ColdFile file = owner.file();
            var rows = lake.reader.open(file, null, TimeRange.ofDays(day, day.plusDays(1)));
            texts.addAll(HotDatabase.texts((SampleBatch) HotDatabase.drain(rows, Dataset.SAMPLES)));
        }
        return texts.stream().sorted().toList();
    }

    /// The same of what is hot.
    List<String> hot(String site, LocalDate day) {
        return hot(site, day, "samples");
    }

    List<String> hot(String site, LocalDate day, String table) {
        return hot
                .sql
                .texts("select symbol || '@' || (extract(epoch from time) * 1000000)::bigint || '=' || "
                        + "case when value = floor(value) then value::text || '.0' else value::text end from " + table
                        + " join series using (series_id) where source = '" + site + "' and time >= '" + day
                        + " 00:00Z' and time < '" + day.plusDays(1) + " 00:00Z'")
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        Await.result(backfills.stop());
        Await.result(journal.close());
        lake.close();
        hot.close();
    }
}
