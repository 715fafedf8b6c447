package dev.tidemark.cold.archive;

import static dev.tidemark.cold.archive.ArchiveFixture.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cold.archive.ArchiveOrder.Reason;
import dev.tidemark.cold.archive.RunReport.State;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FailingObjectStore.Trouble;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiverIT {

    @TempDir
    private Path data;

    private ArchiveFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ArchiveFixture(data);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long tables() {
        return fixture.hot.sql.number("select cardinality(tidemark_days('samples'))"
                + " - (select count(*) from unnest(tidemark_days('samples')) d where d > current_date - 1)");
    }

    private static ArchiveOrder force() {
        return new ArchiveOrder(Reason.MANUAL, null, null, null, null, true);
    }

    @Test
    void aClosedDayMovesAndItsTableGoes() {
        fixture.hot.samples("a", DAY, 5, 100);
        fixture.hot.samples("b", DAY, 2, 50);
        List<String> before = fixture.visible(DAY);

        RunReport run = fixture.run();

        assertThat(run.state()).isEqualTo(State.COMPLETED);
        assertThat(run.totals().published()).isEqualTo(2);
        assertThat(run.totals().rows()).isEqualTo(600);
        assertThat(run.totals().dropped()).isEqualTo(1);
        assertThat(before).hasSize(500);
        assertThat(fixture.visible(DAY)).isEqualTo(before);
        assertThat(tables()).isZero();
        assertThat(data.resolve("outbox")).isEmptyDirectory();
        assertThat(fixture.hot.sql.texts("select state || days || ' ' || rows || ' ' || dropped from archive_runs"))
                .containsExactly("completed2 600 1");
        assertThat(fixture.hot.sql.number(
                        "select count(*) from archive_run_days where key like 'timeseries/2026/03/01/%'"))
                .isEqualTo(2);
        assertThat(fixture.run().totals().planned()).isZero();
    }

    @Test
    void ticksAndTradesMoveToo() {
        fixture.hot.sql.run("""
            select tidemark_add_days('ticks', array['2026-03-01'::date]);
            select tidemark_add_days('trades', array['2026-03-01'::date]);
            insert into series (dataset, source, symbol) values
                ('ticks', 'kraken', 'BTC/USD'), ('ticks', 'binance', 'BTC/USD'), ('trades', 'kraken', 'BTC/USD');
            insert into ticks (series_id, time, received, price, bid, sequence, ingest_id, worker_id, metadata)
            select series_id, '2026-03-01 10:00Z'::timestamptz + (n / 3) * interval '1 microsecond', now(), n + 0.1,
                   nullif(n % 3, 0), nullif(n % 5, 0), n, 'w', case when n % 2 = 0 then '{"n": 1}'::jsonb end
              from series, generate_series(0, 999) n where dataset = 'ticks';
            insert into trades
            select series_id, '2026-03-01', n::text, '2026-03-01 10:00Z'::timestamptz + n * interval '1 second', now(), 5,
                   n, n % 3, n
              from series, generate_series(1, 500) n where dataset = 'trades'
            """);
        RunReport run = fixture.run();

        assertThat(run.error()).isNull();
        assertThat(run.totals().rows()).isEqualTo(2_500);
        assertThat(fixture.hot.sql.texts("select key from cold_files order by key"))
                .containsExactly("ticks/BTC-USD/2026/03/01/day.parquet", "trades/BTC-USD/2026/03/01/day.parquet");
    }

    @Test
    void youngDaysStayAndForceTakesAllButToday() {
        fixture.now = DAY.plusDays(5).atTime(12, 0).toInstant(ZoneOffset.UTC);
        fixture.hot.samples("a", DAY, 1, 3);
        fixture.hot.samples("a", DAY.plusDays(4), 1, 3);
        fixture.hot.samples("a", DAY.plusDays(5), 1, 3);

        assertThat(fixture.run().totals().planned()).isZero();
        assertThat(fixture.run(new ArchiveOrder(Reason.MANUAL, Dataset.TICKS, null, null, null, true))
                        .totals()
                        .planned())
                .isZero();
        assertThat(fixture.run(force()).totals().published()).isEqualTo(2);
        assertThat(fixture.hot.sql.number("select count(*) from samples")).isEqualTo(3);
    }

    @Test
    void aDayForWhichRowsCameLatelyWaitsUntilItIsQuiet() {
        fixture.hot.samples("a", DAY, 1, 3);
        fixture.hot.sql.run("insert into day_epochs (dataset, day, touched) values ('samples', '2026-03-01', '"
                + fixture.now.minus(Duration.ofHours(23)) + "')");
        assertThat(fixture.run().totals().planned()).isZero();
        fixture.pass(Duration.ofHours(2));
        assertThat(fixture.run().totals().published()).isEqualTo(1);
    }

    @Test
    void lateRowsWaitUntilTheyAreManyOrOld() throws Exception {
        fixture.hot.samples("a", DAY, 3, 10);
        fixture.run();
        fixture.hot.lateSample("a", "p2", "2026-03-01 00:00:01Z", 7.5);
        // The day has it already: the first stored wins.
        fixture.hot.lateSample("a", "p1", "2026-03-01 00:00Z", 99);
        List<String> before = fixture.visible(DAY);
        assertThat(before).hasSize(31);
        fixture.now = Instant.now();
        assertThat(fixture.run().totals().planned()).isZero();

        fixture.hot.sql.run("update late_samples set arrived = arrived - interval '25 hours'");
        RunReport run = fixture.run();

        assertThat(run.totals().published()).isEqualTo(1);
        assertThat(run.totals().rows()).isEqualTo(31);
        assertThat(fixture.visible(DAY)).isEqualTo(before);
        assertThat(fixture.hot.sql.number("select count(*) from late_samples")).isZero();
        assertThat(fixture.lake.resolve("timeseries/2026/03/01/a.v2.parquet")).exists();
        // The first version stays for whoever reads it, and then goes.
        assertThat(fixture.lake.resolve("timeseries/2026/03/01/a.parquet")).exists();
        fixture.hot.sql.run("update lake_files set superseded = superseded - interval '2 hours'");
        fixture.run();
        assertThat(fixture.lake.resolve("timeseries/2026/03/01/a.parquet")).doesNotExist();
        assertThat(fixture.visible(DAY)).isEqualTo(before);
        try (var files = Files.walk(fixture.lake.resolve("timeseries"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aLateTradeThatTheDayHasUnderAnotherTimeIsNotThereTwice() {
        fixture.hot.sql.run("""
            select tidemark_add_days('trades', array['2026-03-01'::date]);
            insert into series (dataset, source, symbol) values ('trades', 'kraken', 'BTC/USD');
            insert into trades
            select series_id, '2026-03-01', n::text, '2026-03-01 10:00Z'::timestamptz + n * interval '1 second', now(), 5,
                   n, 1, n
              from series, generate_series(1, 50) n
            """);
        fixture.run();
        fixture.hot.sql.run("""
            insert into late_trades (series_id, day, trade_id, time, received, price, size, side, ingest_id)
            select series_id, '2026-03-01', id, '2026-03-01 09:00Z', now(), 6, 1, 1, 7 from series, unnest(array['7', 'x']) id
            """);
        assertThat(fixture.run(force()).totals().rows()).isEqualTo(51);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whateverTheObjectStoreDoesRowsStayHotAndTheRunSaysWhy(Trouble trouble) {
        fixture.hot.samples("a", DAY, 3, 200);
        List<String> before = fixture.visible(DAY);
        fixture.objects.trouble(trouble);

        RunReport run = fixture.run();

        System.getLogger("archive").log(System.Logger.Level.INFO, "{0}: {1}", trouble, run.error());
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.error()).startsWith("samples of a on 2026-03-01 stays hot: ");
        assertThat(fixture.hot.sql.texts("select error from archive_run_days").getFirst())
                .isNotBlank();
        assertThat(fixture.hot.sql.number("select count(*) from samples")).isEqualTo(600);
        assertThat(fixture.hot.sql.number("select count(*) from tier_days where file_id is not null"))
                .isZero();
        assertThat(fixture.visible(DAY)).isEqualTo(before);

        fixture.objects.trouble(Trouble.NONE);
        assertThat(fixture.run().totals().published()).isEqualTo(1);
        assertThat(fixture.visible(DAY)).isEqualTo(before);
    }

    @Test
    void oneRunAtATimeInAllProcesses() throws Exception {
        fixture.hot.samples("a", DAY, 1, 3);
        var isInside = new CountDownLatch(1);
        var mayGo = new CountDownLatch(1);
        fixture.steps = (step, subject) -> {
            if (step == ArchiveStep.WRITTEN) {
                isInside.countDown();
                Await.until(() -> mayGo.getCount() == 0);
            }
        };
        Archiver first = fixture.archiver();
        RunReport begun = Await.result(first.begin(force()));
        isInside.await();

        assertThat(Await.failure(first.begin(force()))).isInstanceOf(ArchiveBusy.class);
        try (var other = new ArchiveFixture(data.resolve("other"), new HotDatabase(fixture.hot.url))) {
            assertThatThrownBy(other::run).isInstanceOf(ArchiveBusy.class).hasMessageContaining("Another process");
        }
        assertThat(first.state().current()).isNotNull();
        mayGo.countDown();
        assertThat(Await.result(first.ended()).id()).isEqualTo(begun.id());
        assertThat(Await.result(first.begin(force()))).isNotNull();
        Await.result(first.ended());
    }

    @Test
    void anEarlyRunTakesTheOldestDaysUntilTheStoreIsSmallEnough() {
        fixture.config = new ArchiveConfig(
                fixture.config.hotDays(),
                100,
                fixture.config.at(),
                fixture.config.quiet(),
                1,
                1,
                Duration.ZERO,
                fixture.config.grace());
        fixture.now = DAY.plusDays(10).atStartOfDay().toInstant(ZoneOffset.UTC);
        fixture.hot.samples("a", DAY, 1, 3);
        fixture.hot.samples("a", DAY.plusDays(1), 1, 3);
        fixture.hot.samples("a", DAY.plusDays(2), 1, 3);
        fixture.hotBytes = 1_000;
        fixture.steps = (step, subject) -> {
            if (step == ArchiveStep.DROPPED && subject.contains("2026-03-02")) {
                fixture.hotBytes = 50;
            }
        };
        assertThat(fixture.run(ArchiveOrder.all(Reason.EARLY)).totals().dropped())
                .isEqualTo(2);
        assertThat(fixture.hot.sql.texts("select distinct time::date from samples"))
                .containsExactly("2026-03-03");
    }

    @Test
    void aTableThatIsStillReadGoesWithTheNextRun() {
        fixture.hot.samples("a", DAY, 1, 3);
        try (Sql reader = fixture.hot.connect()) {
            reader.run("begin isolation level repeatable read; select count(*) from tier_days");
            assertThat(fixture.run().totals().dropped()).isZero();
            assertThat(reader.number("select count(*) from samples")).isEqualTo(3);
        }
        assertThat(fixture.run().totals().dropped()).isEqualTo(1);
    }

    @Test
    void aRunThatIsStoppedLeavesTheDayToTheNext() {
        Set<ArchiveStep> seen = EnumSet.noneOf(ArchiveStep.class);
        fixture.hot.samples("a", DAY, 3, 20);
        List<String> before = fixture.visible(DAY);
        Archiver archiver = fixture.archiver();
        fixture.steps = (step, subject) -> {
            seen.add(step);
            if (step == ArchiveStep.WRITTEN) {
                archiver.stop().onFailure(AssertionError::new);
            }
        };
        Await.result(archiver.begin(force()));
        assertThat(Await.result(archiver.ended()).state()).isEqualTo(State.INTERRUPTED);
        assertThat(seen).contains(ArchiveStep.WRITTEN).doesNotContain(ArchiveStep.UPLOADED);
        assertThat(fixture.visible(DAY)).isEqualTo(before);
        fixture.steps = ArchiveSteps.UNHEARD;
        assertThat(fixture.run().totals().published()).isEqualTo(1);
        assertThat(fixture.visible(DAY)).isEqualTo(before);
    }
}
