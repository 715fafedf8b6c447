package dev.tidemark.bench;

import dev.tidemark.bus.Bus;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.ace.AceSource;
import dev.tidemark.history.sync.BuildingSync;
import dev.tidemark.history.sync.SiteStats;
import dev.tidemark.history.sync.SyncConfig;
import dev.tidemark.history.sync.SyncParts;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.WriterVerticle;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.journal.BatcherVerticle;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.segment.SegmentJournal;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.simulation.SimulatedBuildings;
import dev.tidemark.simulation.SimulatedOptions;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// What a run of the sync takes, every five minutes: a reading a minute of each point, pages of 50,000, an hour read
/// again each time. The simulated API runs in the same process and takes its share of the same cores.
///
/// Arguments: points a site (default 4,583), rounds (default 10), sites (default 3).
public final class SyncBench {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private SyncBench() {}

    public static void main(String[] arguments) throws Exception {
        int points = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_583;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int sites = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Path directory = Files.createTempDirectory("sync-bench");
        Vertx vertx = Vertx.vertx();
        Bus.install(vertx);
        try (var postgres = BenchDatabase.start(vertx, directory)) {
            var now = new AtomicReference<>(Instant.parse("2026-08-07T12:00:00Z"));
            run(vertx, postgres.url(), directory, new Run(points, rounds, sites, now));
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private record Run(int points, int rounds, int sites, AtomicReference<Instant> now) {}

    private static void run(Vertx vertx, String url, Path directory, Run run) throws Exception {
        InstantSource clock = run.now::get;
        var database = PostgresDatabase.create(
                vertx, PostgresConfig.DEFAULT, url, HotConfig.DEFAULT, InstantSource.system(), new NoBytes());
        database.ready().await(60, TimeUnit.SECONDS);
        var journal = SegmentJournal.open(
                        vertx, directory.resolve("journal"), JournalConfig.DEFAULT, InstantSource.system())
                .await(30, TimeUnit.SECONDS);
        var batcher = new BatcherVerticle(journal, Dataset.SAMPLES, BatchConfig.DEFAULT, InstantSource.system());
        String deployment = vertx.deployVerticle(
                        new WriterVerticle(database.hotStore(), Dataset.SAMPLES, InstantSource.system()))
                .compose(deployed -> vertx.deployVerticle(batcher))
                .await(10, TimeUnit.SECONDS);
        var server = SimulatedBuildings.start(vertx, SimulatedOptions.of(run.sites, run.points, clock))
                .await(10, TimeUnit.SECONDS);
        var counters = new SourceCounters();
        var source = new AceSource(vertx, AceConfig.of(server.address(), ""), clock, counters);
        var defaults = SyncConfig.of(server.history().sites());
        var config = new SyncConfig(
                defaults.sites(),
                FIVE_MINUTES,
                Duration.ofHours(1),
                defaults.lateness(),
                defaults.pointsEvery(),
                false);
        var parts =
                new SyncParts(vertx, source, counters, journal, database.siteLedger(), database.knownPoints(), clock);
        var sync = new BuildingSync(parts, config);
        for (int round = 0; round <= run.rounds; round++) {
            measure(sync, batcher, round);
            run.now.updateAndGet(at -> at.plus(FIVE_MINUTES));
        }
        vertx.undeploy(deployment).await(30, TimeUnit.SECONDS);
        journal.close().await(10, TimeUnit.SECONDS);
        database.close().await(10, TimeUnit.SECONDS);
    }

    private static void measure(BuildingSync sync, BatcherVerticle batcher, int round) throws Exception {
        long before = sync.stats().stream().mapToLong(SiteStats::samples).sum();
        long begun = System.nanoTime();
        sync.run().await(5, TimeUnit.MINUTES);
        double durable = (System.nanoTime() - begun) / 1e9;
        batcher.flush().await(5, TimeUnit.MINUTES);
        double stored = (System.nanoTime() - begun) / 1e9;
        long rows = sync.stats().stream().mapToLong(SiteStats::samples).sum() - before;
        System.out.printf(
                "%-9s  %,9d samples  durable after %.2f s  in the database after %.2f s%n",
                round == 0 ? "first run" : "round " + round, rows, durable, stored);
    }

    private static final class NoBytes implements RecordBytes {

        @Override
        public byte[] encode(RecordBatch rows, int row) {
            return new byte[0];
        }

        @Override
        public RecordBatch decode(byte[] bytes) {
            throw new IllegalArgumentException("Expected nobody to read dead letters");
        }
    }
}
