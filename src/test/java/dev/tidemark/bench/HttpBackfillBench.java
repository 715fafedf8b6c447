package dev.tidemark.bench;

import dev.tidemark.cold.make.StepListener;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.ace.AceSource;
import dev.tidemark.history.backfill.BackfillConfig;
import dev.tidemark.history.backfill.BackfillJobs.Wish;
import dev.tidemark.history.backfill.BackfillParts;
import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.history.backfill.BackfillVerticle;
import dev.tidemark.history.backfill.Backfills;
import dev.tidemark.history.sync.SyncConfig;
import dev.tidemark.history.sync.SyncWorld;
import dev.tidemark.history.sync.SyncWorld.Shape;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.TestLake;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Days of a full-size site from the simulated API, over HTTP, to verified files of a folder, while a sync keeps up
/// with
/// the same site: five minutes every twenty seconds. The API runs in this very process: its time and its memory are
/// part of what is measured.
///
/// Arguments: days (5), points (4583), days at once (1).
public final class HttpBackfillBench {

    private static final Instant NOW = Instant.parse("2026-08-07T12:00:00Z");
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);
    private static final String SITE = "site-1";
    private static final int HOT_DAYS = 20;
    private static final int PAGE = 100_000;
    private static final Duration ROUND = Duration.ofSeconds(20);

    private static final AtomicLong MOST_HEAP = new AtomicLong();

    private HttpBackfillBench() {}

    public static void main(String[] arguments) throws Exception {
        int days = argument(arguments, 0, 5);
        int points = argument(arguments, 1, 4_583);
        int parallel = argument(arguments, 2, 1);
        Path folder = Files.createTempDirectory("http-backfill-bench");
        var shape = new Shape(
                points,
                PAGE,
                NOW,
                options -> options.withSites(List.of(SITE)),
                config -> new SyncConfig(
                        config.sites(),
                        config.interval(),
                        Duration.ofHours(1),
                        config.lateness(),
                        config.pointsEvery(),
                        false));
        var hot = new HotDatabase();
        try (var world = new SyncWorld(hot, folder.resolve("journal"), shape);
                var lake = new TestLake(hot.vertx, hot.database, folder, InstantSource.system(), StepListener.NONE)) {
            AceConfig ace = AceConfig.of(world.server.address(), "").withSizes(PAGE, 10_000);
            var source = new AceSource(hot.vertx, ace, InstantSource.system(), new SourceCounters());
            var defaults = BackfillConfig.DEFAULT;
            var config = new BackfillConfig(
                    parallel, 1, defaults.firstWait(), defaults.longestWait(), defaults.maxSamples());
            var backfills = new Backfills(parts(hot, lake, world, source), config);
            String deployed =
                    Await.result(hot.vertx.deployVerticle(new BackfillVerticle(backfills, folder.resolve("backfill"))));
            Await.result(world.run());
            world.flush();
            measure(backfills, world, days);
            hot.sql
                    .texts("select key, rows, bytes from cold_files order by key")
                    .forEach(System.out::println);
            Await.result(hot.vertx.undeploy(deployed));
            source.close();
        }
        System.exit(0);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static void measure(Backfills backfills, SyncWorld world, int days) throws IOException {
        long begun = System.nanoTime();
        Await.result(backfills.start(new Wish(FIRST, FIRST.plusDays(days - 1L), List.of(SITE), false)));
        int done = 0;
        long dayBegun = begun;
        long nextRound = begun;
        long mostLag = 0;
        BackfillReport now = report(backfills);
        while (now.state() == State.IN_PROGRESS) {
            if (now.counts().done() > done) {
                done = now.counts().done();
                System.out.printf("day %d after %.1f s%n", done, (System.nanoTime() - dayBegun) / 1e9);
                dayBegun = System.nanoTime();
            }
            if (System.nanoTime() > nextRound) {
                nextRound += ROUND.toNanos();
                mostLag = Math.max(mostLag, round(world));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            now = report(backfills);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%s: %d days, %,d samples in %.1f s: %.1f s a day, %,.0f samples/s; heap at most %,d MB of %,d MB;"
                        + " %s; sync lag at most %,d ms%n",
                now.state(),
                now.counts().done(),
                now.counts().rows(),
                seconds,
                seconds / days,
                now.counts().rows() / seconds,
                MOST_HEAP.get() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                resident(),
                mostLag);
    }

    /// How long it took until five minutes of the site were in the database, in milliseconds.
    private static long round(SyncWorld world) {
        world.pass(Duration.ofMinutes(5));
        long begun = System.nanoTime();
        Await.result(world.run());
        long durable = System.nanoTime();
        world.flush();
        long stored = System.nanoTime();
        System.out.printf(
                "  sync: durable after %.2f s, stored after %.2f s%n", (durable - begun) / 1e9, (stored - begun) / 1e9);
        return TimeUnit.NANOSECONDS.toMillis(stored - begun);
    }

    private static BackfillReport report(Backfills backfills) {
        return Await.result(backfills.status()).orElseThrow();
    }

    private static BackfillParts parts(HotDatabase hot, TestLake lake, SyncWorld world, AceSource source) {
        return new BackfillParts(
                source,
                hot.database.backfills(),
                new BackfillParts.Hot(
                        world.journal,
                        () -> hot.database.hotStore().positions(world.journal.id(), Dataset.SAMPLES),
                        hot.database.hotDays(),
                        HOT_DAYS),
                new BackfillParts.Cold(hot.database.manifest(), lake.reader, lake.maker, hot.database.knownPoints()),
                () -> NOW,
                step -> MOST_HEAP.accumulateAndGet(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max));
    }

    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .map(line -> line.replaceAll("\\s+", " "))
                        .orElse("")
                : "";
    }
}
