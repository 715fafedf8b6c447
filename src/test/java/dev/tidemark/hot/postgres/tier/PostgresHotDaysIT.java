package dev.tidemark.hot.postgres.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.HotDays.Drop;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.Sql;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresHotDaysIT {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final PartitionDay OF_A = HotDatabase.day(Dataset.SAMPLES, "a", DAY);

    private HotDatabase hot;
    private HotDays days;
    private Manifest manifest;

    @BeforeEach
    void open() {
        hot = new HotDatabase();
        days = hot.database.hotDays();
        manifest = hot.database.manifest();
    }

    @AfterEach
    void close() {
        hot.close();
    }

    /// Makes a file the owner of a day, without any file.
    private ColdFile own(PartitionDay day) {
        Await.result(days.seal(day));
        var draft = new Manifest.Draft(
                day.partition(), ColdFile.Kind.DAY, day.day(), day.day().plusDays(1), 0);
        ColdFile planned = Await.result(manifest.plan(draft));
        ColdFile written = planned.withFacts(new FileFacts(9, "ab", 1, 0, 0, new FileIndex(List.of())));
        assertThat(Await.result(manifest.publish(written, Set.of()))).isTrue();
        return written;
    }

    @Test
    void closedDaysAreThoseWithRowsThatColdDoesNotOwn() {
        hot.samples("a", DAY, 2, 3);
        hot.samples("b", DAY, 1, 3);
        hot.samples("a", DAY.plusDays(1), 1, 3);
        hot.samples("a", DAY.plusDays(2), 1, 3);
        own(OF_A);
        Await.result(days.seal(HotDatabase.day(Dataset.SAMPLES, "b", DAY)));

        assertThat(Await.result(days.closed(Dataset.SAMPLES, DAY.plusDays(2))))
                .extracting(closed ->
                        closed.day().partition().name() + " " + closed.day().day() + " " + closed.isSealed())
                .containsExactly("b 2026-03-01 true", "a 2026-03-02 false");
    }

    @Test
    void theRowsOfADayAreReadOutOfTheIndexAloneOnceTheyArePrepared() {
        hot.samples("a", DAY, 12, 300);
        String seen = "select relallvisible from pg_class where relname = 'samples_20260301'";
        assertThat(hot.sql.number(seen)).isZero();
        // Whoever looks at the statistics at this moment keeps rows from being seen by everybody.
        Await.until(() -> {
            Await.result(days.prepare(OF_A));
            return hot.sql.number(seen) > 0;
        });
        assertThat(Await.result(days.prepare(HotDatabase.day(Dataset.SAMPLES, "a", DAY.plusDays(9)))))
                .isNull();
        assertThat(HotDatabase.drain(Await.result(days.rows(OF_A)), Dataset.SAMPLES)
                        .size())
                .isEqualTo(3_600);
    }

    @Test
    void samplesComeByNameAsUtf8ThenTime() {
        hot.samples("a", DAY, 12, 30);
        hot.sql.run("update series set symbol = '\uD83D\uDE00' where symbol = 'p1'");
        hot.sql.run("update series set symbol = '\uFFFD' where symbol = 'p2'");

        var rows = (SampleBatch) HotDatabase.drain(Await.result(days.rows(OF_A)), Dataset.SAMPLES);

        assertThat(HotDatabase.texts(rows)).isEqualTo(hot.sql.texts("""
            select symbol || '@' || (extract(epoch from time) * 1000000)::bigint || '=' || value
              from samples join series using (series_id) order by symbol collate "C", time\
            """));
        assertThat(rows.size()).isEqualTo(360);
        assertThat(rows.series(330).symbol().codePointAt(0)).isEqualTo(0x1F600);
    }

    @Test
    void manyRowsComeInPagesAndAnOpenCursorCanBeClosedInBetween() {
        hot.samples("a", DAY, 30, 1_440);
        var cursor = Await.result(days.rows(OF_A));
        assertThat(Await.result(cursor.next())).isPresent();
        Await.result(cursor.close());

        assertThat(HotDatabase.drain(Await.result(days.rows(OF_A)), Dataset.SAMPLES)
                        .size())
                .isEqualTo(43_200);
        Await.until(() -> hot.sql.number(
                        "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'")
                == 0);
    }

    /// Fault 9 of the system that was here before: pages by LIMIT and OFFSET over a table that moves meanwhile.
    @Test
    void thePagesOfADayAreOfOneMomentWhateverComesAndGoesMeanwhile() {
        hot.samples("a", DAY, 30, 1_440);
        var cursor = Await.result(days.rows(OF_A));
        var rows = Await.result(cursor.next()).orElseThrow();
        assertThat(rows.size()).isLessThan(43_200 / 2);
        // Rows before the place that the cursor has come to: pages that are counted would now begin elsewhere.
        hot.sql.run("""
            delete from samples using series
             where series.series_id = samples.series_id and source = 'a' and symbol in ('p1', 'p10', 'p11');
            insert into series (dataset, source, symbol) values ('samples', 'a', 'a0'), ('samples', 'a', 'p30a');
            insert into samples
            select series_id, '%s 00:00Z'::timestamptz + n * interval '1 second', n
              from series, generate_series(0, 4999) n where source = 'a' and symbol in ('a0', 'p30a')
            """.formatted(DAY));
        SampleBatch all = new SampleBatch(50_000);
        all.copyAll(rows);
        all.copyAll(HotDatabase.drain(cursor, Dataset.SAMPLES));

        assertThat(HotDatabase.texts(all))
                .doesNotHaveDuplicates()
                .hasSize(43_200)
                .noneMatch(row -> row.startsWith("a0@") || row.startsWith("p30a@"));
    }

    @Test
    void ticksAndTradesComeBySourceThenTimeThenOrigin() {
        hot.sql.run("""
            select tidemark_add_days('ticks', array['2026-03-01'::date]);
            select tidemark_add_days('trades', array['2026-03-01'::date, '2026-03-02'::date]);
            insert into series (dataset, source, symbol) values
                ('ticks', 'kraken', 'BTC/USD'), ('ticks', 'binance', 'BTC/USD'), ('ticks', 'kraken', 'ETH/USD'),
                ('trades', 'kraken', 'BTC/USD');
            insert into ticks (series_id, time, received, price, sequence, ingest_id, metadata)
            select series_id, '2026-03-01 10:00Z'::timestamptz + (n / 2) * interval '1 second', now(), n + 1, n, 10 - n,
                   '{"n": 1}'
              from series, generate_series(0, 3) n where dataset = 'ticks';
            insert into trades
            select series_id, d::date, n::text, d + n * interval '1 hour', now(), 5, n, 1, n
              from series, generate_series(1, 2) n,
                   generate_series('2026-03-01'::timestamptz, '2026-03-02'::timestamptz, interval '1 day') d
             where dataset = 'trades'
            """);

        var ticks = (TickBatch) HotDatabase.drain(
                Await.result(days.rows(HotDatabase.day(Dataset.TICKS, "BTC/USD", DAY))), Dataset.TICKS);
        assertThat(ticks.size()).isEqualTo(8);
        assertThat(ticks.series(0).source()).isEqualTo("binance");
        assertThat(List.of(ticks.origin(0), ticks.origin(1), ticks.origin(2), ticks.origin(3)))
                .containsExactly(9L, 10L, 7L, 8L);
        assertThat(ticks.metadata(0)).asString().contains("\"n\"");
        assertThat(ticks.bid(0)).isNaN();

        var trades = (TradeBatch) HotDatabase.drain(
                Await.result(days.rows(HotDatabase.day(Dataset.TRADES, "BTC/USD", DAY))), Dataset.TRADES);
        assertThat(trades.size()).isEqualTo(2);
        assertThat(trades.tradeId(1)).isEqualTo("2");
        assertThat(Await.result(days.closed(Dataset.TRADES, DAY.plusDays(9)))).hasSize(2);
    }

    @Test
    void aSealWaitsForTheWritersOfTheDay() {
        hot.samples("a", DAY, 1, 3);
        try (Sql writer = hot.connect()) {
            writer.run("begin; select pg_advisory_xact_lock_shared(tidemark_day_key('samples', '2026-03-01'))");
            Future<Void> seal = days.seal(OF_A);
            Await.until(() ->
                    hot.sql.number("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 1);
            assertThat(seal.isComplete()).isFalse();
            assertThat(hot.sql.number("select count(*) from tier_days")).isZero();
            writer.run("commit");
            Await.result(seal);
        }
        assertThat(hot.sql.number("select epoch from day_epochs")).isEqualTo(1);
        Await.result(days.seal(OF_A));
        assertThat(hot.sql.number("select epoch from day_epochs")).isEqualTo(1);
    }

    @Test
    void theLastLateNumberWaitsForWhoeverStillWritesABelowIt() {
        hot.samples("a", DAY, 2, 3);
        own(OF_A);
        try (Sql writer = hot.connect()) {
            writer.run("""
                begin; select pg_advisory_xact_lock_shared(tidemark_day_key('samples', '2026-03-01'));
                insert into late_samples (series_id, time, value) select min(series_id), '2026-03-01 03:00Z', 7 from series
                """);
            hot.lateSample("a", "p2", "2026-03-01 04:00Z", 8);
            Future<Long> through = days.lateThrough(OF_A);
            Await.until(() ->
                    hot.sql.number("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 1);
            writer.run("commit");
            assertThat(Await.result(through)).isEqualTo(2);
        }
        var late = Await.result(days.late());
        assertThat(late).hasSize(1);
        assertThat(late.getFirst().rows()).isEqualTo(2);
        assertThat(late.getFirst().day()).isEqualTo(OF_A);
        assertThat(HotDatabase.texts(
                        (SampleBatch) HotDatabase.drain(Await.result(days.lateRows(OF_A, 1)), Dataset.SAMPLES)))
                .hasSize(1);
    }

    @Test
    void aTableGoesOnlyOnceColdOwnsEverythingInIt() {
        hot.samples("a", DAY, 2, 3);
        hot.samples("b", DAY, 1, 3);
        own(OF_A);
        assertThat(Await.result(days.tables(Dataset.SAMPLES, DAY.plusDays(1)))).containsExactly(DAY);
        assertThat(Await.result(days.drop(Dataset.SAMPLES, DAY))).isEqualTo(Drop.STILL_OWNER);

        own(HotDatabase.day(Dataset.SAMPLES, "b", DAY));
        assertThat(Await.result(days.drop(Dataset.SAMPLES, DAY))).isEqualTo(Drop.DROPPED);
        assertThat(Await.result(days.drop(Dataset.SAMPLES, DAY))).isEqualTo(Drop.ABSENT);
        assertThat(Await.result(days.tables(Dataset.SAMPLES, DAY.plusDays(1)))).isEmpty();
    }

    @Test
    void aTableStaysWhileAReaderLivesThatDoesNotKnowOfTheFile() {
        hot.samples("a", DAY, 1, 3);
        try (Sql reader = hot.connect()) {
            // It has a snapshot and no lock on the table yet.
            reader.run("begin isolation level repeatable read; select count(*) from tier_days");
            own(OF_A);
            assertThat(Await.result(days.drop(Dataset.SAMPLES, DAY))).isEqualTo(Drop.BUSY);
            assertThat(reader.number("select count(*) from samples")).isEqualTo(3);
            reader.run("commit");
            // One that began later knows that the file owns the day.
            reader.run("begin isolation level repeatable read; select count(*) from tier_days");
            assertThat(Await.result(days.drop(Dataset.SAMPLES, DAY))).isEqualTo(Drop.DROPPED);
        }
    }

    @Test
    void aWriterWithATransactionOnTheTableIsWaitedForShortlyAndHeldUpShortly() {
        hot.samples("a", DAY, 1, 3);
        own(OF_A);
        try (Sql writer = hot.connect()) {
            writer.run("begin; lock table samples in row exclusive mode");
            Future<Drop> drop = days.drop(Dataset.SAMPLES, DAY);
            long before = System.nanoTime();
            hot.sql.run("insert into late_samples (series_id, time, value) values (1, now(), 1)");
            assertThat(hot.sql.number("select count(*) from samples where time > '2026-03-05'"))
                    .isZero();
            assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
            assertThat(Await.result(drop)).isEqualTo(Drop.BUSY);
        }
        assertThat(Await.result(days.drop(Dataset.SAMPLES, DAY))).isEqualTo(Drop.DROPPED);
    }

    @Test
    void rowsOfANewPartitionKeepTheTableEvenIfTheyCameAMomentAgo() {
        hot.samples("a", DAY, 1, 3);
        own(OF_A);
        hot.sql.run("insert into series (dataset, source, symbol) values ('samples', 'new', 'p')");
        try (Sql writer = hot.connect()) {
            writer.run("""
                begin; select pg_advisory_xact_lock_shared(tidemark_day_key('samples', '2026-03-01'));
                insert into samples select max(series_id), '2026-03-01 03:00Z', 7 from series
                """);
            Future<Drop> drop = days.drop(Dataset.SAMPLES, DAY);
            Await.until(() ->
                    hot.sql.number("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 1);
            writer.run("commit");
            assertThat(Await.result(drop)).isEqualTo(Drop.STILL_OWNER);
        }
        assertThat(Await.result(days.closed(Dataset.SAMPLES, DAY.plusDays(1))))
                .extracting(closed -> closed.day().partition())
                .containsExactly(new Partition(Dataset.SAMPLES, "new"));
    }
}
