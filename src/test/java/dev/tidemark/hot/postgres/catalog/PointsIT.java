package dev.tidemark.hot.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.hot.SampleCatalog.Point;
import dev.tidemark.hot.SampleCatalog.Site;
import dev.tidemark.hot.SampleCatalog.Wanted;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.RowCursor;
import dev.tidemark.testkit.TestLake;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a list of points tells of them, wherever their samples are.
class PointsIT {

    private static final LocalDate FIRST = LocalDate.parse("2026-07-31");
    private static final LocalDate SECOND = FIRST.plusDays(1);
    private static final int MANY = 10_000;

    private final HotDatabase hot = new HotDatabase();

    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void open() {
        lake = new TestLake(hot.vertx, hot.database, folder, InstantSource.system(), StepListener.NONE);
    }

    @AfterEach
    void close() {
        lake.close();
        hot.close();
    }

    private Point point(String name) {
        return Await.result(hot.database.sampleCatalog().points(Wanted.of("a", List.of(name), 10)))
                .getFirst();
    }

    private PartitionDay day(LocalDate day) {
        return HotDatabase.day(Dataset.SAMPLES, "a", day);
    }

    /// Archives a day and drops it from the hot store, whole.
    private void goCold(LocalDate day) {
        lake.archive(day(day));
        hot.sql.run("drop table samples_" + day.toString().replace("-", ""));
    }

    private double value(String point, String time) {
        return Double.parseDouble(hot.sql
                .texts("select value from timeseries where site_name = 'a' and point_name = '" + point
                        + "' and time = '" + time + "'")
                .getFirst());
    }

    @Test
    void whatIsOnlyColdIsThereWithItsRowsItsTimesAndItsLastValue() {
        hot.samples("a", FIRST, 5, 100);
        hot.samples("a", SECOND, 3, 48);
        double lastOfP5 = value("p5", "2026-07-31 23:45:36Z");
        double lastOfP1 = value("p1", "2026-08-01 23:30Z");
        goCold(FIRST);
        goCold(SECOND);

        assertThat(hot.sql.number("select count(*) from samples")).isZero();
        assertThat(point("p5"))
                .isEqualTo(new Point(
                        "p5",
                        Instant.parse("2026-07-31T00:00:00Z"),
                        Instant.parse("2026-07-31T23:45:36Z"),
                        100,
                        lastOfP5,
                        point("p5").meaning()));
        assertThat(point("p1").rows()).as("over two months").isEqualTo(148);
        assertThat(point("p1").first()).isEqualTo("2026-07-31T00:00:00Z");
        assertThat(point("p1").last()).isEqualTo("2026-08-01T23:30:00Z");
        assertThat(point("p1").latest()).isEqualTo(lastOfP1);
        Site site = Await.result(hot.database.sampleCatalog().sites()).getFirst();
        assertThat(site.rows()).isEqualTo(5 * 100 + 3 * 48);
        assertThat(site.first()).isEqualTo("2026-07-31T00:00:00Z");
        assertThat(site.last()).isEqualTo("2026-08-01T23:30:00Z");
    }

    @Test
    void whatIsHotColdAndLateIsCountedOnce() {
        hot.samples("a", FIRST, 2, 100);
        hot.samples("a", SECOND, 2, 100);
        lake.archive(day(FIRST));
        // Owned, and not yet dropped: the rows are there twice.
        assertThat(point("p1").rows()).isEqualTo(200);
        assertThat(point("p1").latest()).isEqualTo(value("p1", "2026-08-01 23:45:36Z"));

        hot.lateSample("a", "p1", "2026-07-31 12:00:01Z", 5);
        assertThat(point("p1").rows()).isEqualTo(201);
        assertThat(point("p2").rows()).isEqualTo(200);
        hot.samples("a", SECOND.plusDays(1), 1, 7);
        hot.sql.run("delete from samples where time >= '2026-08-01Z' and time < '2026-08-02Z'");
        assertThat(point("p1").rows()).as("few hot rows are counted").isEqualTo(101 + 7);
    }

    @Test
    void theRowsOfASiteAreThoseOfItsPoints() {
        hot.samples("a", FIRST, 300, 96);
        hot.samples("b", FIRST, 3, 7);
        lake.archive(day(FIRST));
        // Nobody has analyzed this day yet.
        hot.samples("a", SECOND, 300, 48);
        hot.lateSample("a", "p1", "2026-07-31 12:00:01Z", 5);

        assertThat(hot.sql.number("select max(reltuples)::int8 from pg_class where relname = 'samples_20260801'"))
                .as("the database's own estimate")
                .isEqualTo(-1);
        List<Site> sites = Await.result(hot.database.sampleCatalog().sites());
        assertThat(sites).extracting(Site::name).containsExactly("a", "b");
        assertThat(sites).extracting(Site::rows).containsExactly(300 * (96 + 48) + 1L, 3 * 7L);
        assertThat(Await.result(hot.database.sampleCatalog().points(Wanted.of("a", null, MANY))).stream()
                        .mapToLong(Point::rows)
                        .sum())
                .isEqualTo(sites.getFirst().rows());
    }

    @Test
    void aLaterVersionOfADayIsCountedInsteadOfTheOneBefore() {
        hot.samples("a", FIRST, 2, 10);
        goCold(FIRST);
        hot.lateSample("a", "p2", "2026-07-31 23:59:59Z", 7);
        assertThat(point("p2").latest()).as("while it is late").isEqualTo(7);
        SampleBatch rows = new SampleBatch(100);
        for (int n = 0; n < 12; n++) {
            rows.add(new Series(Dataset.SAMPLES, "a", "p2"), day(FIRST).range().fromUs() + n * 1_000_000L, n);
        }
        lake.replace(day(FIRST), () -> Future.succeededFuture(new RowCursor(rows, RowCursor.Manner.of(5))));
        hot.sql.run("delete from late_samples");

        assertThat(point("p2").rows()).isEqualTo(12);
        assertThat(hot.sql.texts("select days[31], rows from lake_points join series using (series_id)"
                        + " where symbol = 'p2'"))
                .containsExactly("12|12");
    }

    @Test
    void filesThatNobodyHasCountedAreSharedOut() {
        hot.samples("a", FIRST, 4, 10);
        goCold(FIRST);
        Await.result(hot.vertx.executeBlocking(() -> lake.rebuilder().run(true, progress -> {})));

        assertThat(hot.sql.number("select count(*) from lake_points")).isZero();
        assertThat(point("p3").rows()).isEqualTo(10);
        assertThat(point("p3").first()).isEqualTo("2026-07-31T00:00:00Z");
        assertThat(point("p3").last()).isEqualTo("2026-07-31T21:36:00Z");
        assertThat(point("p3").latest()).isNull();
    }

    /// Prints how long a page takes of ten thousand points with two hot days and a year in the lake.
    @Test
    void tenThousandPointsComeInPages() {
        hot.samples("a", FIRST, MANY, 24);
        hot.samples("a", SECOND, MANY, 24);
        hot.sql.run("""
            insert into lake_points (series_id, month, days, rows, first, last, value)
            select series_id, m::date, array_fill(1440, array[30]), 43200, m, m + interval '30 days', 1.5
              from series, generate_series('2025-07-01Z'::timestamptz, '2026-06-01Z', interval '1 month') m
             where dataset = 'samples' and source = 'a'
            """);
        hot.sql.run("vacuum analyze");
        for (int limit : new int[] {1_000, MANY}) {
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long begun = System.nanoTime();
                List<Point> page = Await.result(hot.database.sampleCatalog().points(Wanted.of("a", null, limit)));
                best = Math.min(best, System.nanoTime() - begun);
                assertThat(page).hasSize(limit).allMatch(point -> point.rows() == 12 * 43_200 + 48);
            }
            System.out.printf("%,d of %,d points: %.0f ms%n", limit, MANY, best / 1e6);
        }
        long begun = System.nanoTime();
        Optional<Site> site =
                Await.result(hot.database.sampleCatalog().sites()).stream().findFirst();
        System.out.printf("sites: %.0f ms%n", (System.nanoTime() - begun) / 1e6);
        assertThat(site.orElseThrow().points()).isEqualTo(MANY);
    }
}
