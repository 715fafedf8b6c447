package dev.tidemark.bench;

import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.backfill.BackfillConfig;
import dev.tidemark.history.backfill.BackfillJobs.Wish;
import dev.tidemark.history.backfill.BackfillParts;
import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.history.backfill.BackfillStep;
import dev.tidemark.history.backfill.BackfillVerticle;
import dev.tidemark.history.backfill.Backfills;
import dev.tidemark.journal.Positions;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.InMemoryJournal;
import dev.tidemark.testkit.TestLake;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Days of a full-size site from pages of samples to verified files of a folder, with an embedded PostgreSQL. The pages
/// are made up in this very process, by time as a building's are; how long that takes is part of the time of fetching.
/// The heap is looked at at each page and step, what is not collected yet included.
///
/// Arguments: points (4583), samples of each (1440), days (3), days at once (1).
public final class BackfillBench {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private BackfillBench() {}

    public static void main(String[] arguments) throws Exception {
        int points = argument(arguments, 0, 4_583);
        int samples = argument(arguments, 1, 1_440);
        int days = argument(arguments, 2, 3);
        int parallel = argument(arguments, 3, 1);
        Path folder = Files.createTempDirectory("backfill-bench");
        try (var hot = new HotDatabase()) {
            var lake = new TestLake(hot.vertx, hot.database, folder, InstantSource.system(), StepListener.NONE);
            var defaults = BackfillConfig.DEFAULT;
            var config = new BackfillConfig(
                    parallel, 1, defaults.firstWait(), defaults.longestWait(), defaults.maxSamples());
            var backfills = new Backfills(parts(hot, lake, new MadeUp(points, samples)), config);
            Await.result(hot.vertx.deployVerticle(new BackfillVerticle(backfills, folder.resolve("backfill"))));
            long start = System.nanoTime();
            var wish = new Wish(FIRST, FIRST.plusDays(days - 1L), List.of(), false);
            Await.result(backfills.start(wish));
            BackfillReport end = ended(backfills);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s: %d days, %,d samples in %.1f s: %.1f s a day, %,.0f samples/s; heap at most %,d MB of %,d MB%n",
                    end.state(),
                    end.counts().done(),
                    end.counts().rows(),
                    seconds,
                    seconds / days,
                    end.counts().rows() / seconds,
                    Steps.MOST_HEAP.get() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
            hot.sql
                    .texts("select key, rows, bytes from cold_files order by key")
                    .forEach(System.out::println);
            Await.result(backfills.cancel());
            lake.close();
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static BackfillParts parts(HotDatabase hot, TestLake lake, BuildingSource source) {
        var steps = new Steps();
        FileMaker maker = lake.maker;
        return new BackfillParts(
                source,
                hot.database.backfills(),
                new BackfillParts.Hot(
                        new InMemoryJournal(hot.vertx),
                        () -> Future.succeededFuture(new Positions()),
                        hot.database.hotDays(),
                        20),
                new BackfillParts.Cold(hot.database.manifest(), lake.reader, maker, hot.database.knownPoints()),
                InstantSource.system(),
                steps);
    }

    private static BackfillReport ended(Backfills backfills) {
        BackfillReport now = Await.result(backfills.status()).orElseThrow();
        while (now.state() == State.IN_PROGRESS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            now = Await.result(backfills.status()).orElseThrow();
        }
        return now;
    }

    /// Prints how long each step took; of one day at a time.
    private static final class Steps implements StepListener {

        static final AtomicLong MOST_HEAP = new AtomicLong();

        private long last = System.nanoTime();

        @Override
        public synchronized void reached(Enum<?> step) {
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            MOST_HEAP.accumulateAndGet(heap, Math::max);
            if (step != BackfillStep.PAGE) {
                long now = System.nanoTime();
                System.out.printf("  %-10s %6.2f s%n", step, (now - last) / 1e9);
                last = now;
            }
        }
    }

    /// A site whose samples come minute by minute, a hundred thousand at a time.
    private static final class MadeUp implements BuildingSource {

        private static final int PAGE = 100_000;
        private static final long DAY_MS = 86_400_000L;

        private final List<Series> points = new ArrayList<>();
        private final int samples;

        MadeUp(int points, int samples) {
            this.samples = samples;
            var names = new SiteDay(points);
            for (int i = 0; i < points; i++) {
                this.points.add(names.point(i));
            }
        }

        @Override
        public Future<List<SiteFacts>> sites() {
            return Future.succeededFuture(List.of(new SiteFacts(SiteDay.SITE, null)));
        }

        @Override
        public Future<List<PointFacts>> points(String site) {
            return Future.succeededFuture(points.stream()
                    .map(point -> new PointFacts(point.symbol(), null, null, Map.of(), Set.of()))
                    .toList());
        }

        @Override
        public RecordCursor samples(String site, TimeRange range) {
            return new RecordCursor() {
                private int next;

                @Override
                public Future<Optional<RecordBatch>> next() {
                    int all = samples * points.size();
                    var page = new SampleBatch(PAGE);
                    for (; next < all && page.size() < PAGE; next++) {
                        add(page, range.fromUs(), next / points.size(), next % points.size());
                    }
                    return Future.succeededFuture(page.isEmpty() ? Optional.empty() : Optional.of(page));
                }

                @Override
                public Future<Void> close() {
                    return Future.succeededFuture();
                }
            };
        }

        private void add(SampleBatch page, long dayUs, int sample, int point) {
            long ms = sample * (DAY_MS / samples) + point % 1_000;
            double wave = Math.sin((sample + point) / 90.0);
            double value = point % 3 == 0 ? Math.rint(wave * 10) / 10 : point % 3 == 1 ? 20 + wave : point % 50;
            page.add(points.get(point), dayUs + ms * 1_000, value);
        }
    }
}
