package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.HotDays.Drop;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.HotDatabase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of rows whose day is sealed.
class LateRowsIT {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Series NORTH = Feed.series(Dataset.SAMPLES, "north", "temp");
    private static final Series SOUTH = Feed.series(Dataset.SAMPLES, "south", "temp");
    private static final Series TICKS = Feed.series(Dataset.TICKS, "binance", "BTC/USDT");
    private static final Series TRADES = Feed.series(Dataset.TRADES, "binance", "BTC/USDT");

    private final Feed feed = new Feed();
    private HotStoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new HotStoreFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Written write(RecordBatch rows) {
        WriteBatch batch = feed.next(rows);
        return Await.result(fixture.database.hotStore().write(batch));
    }

    private PartitionDay seal(Dataset dataset, String partition) {
        PartitionDay day = HotDatabase.day(dataset, partition, DAY);
        Await.result(fixture.database.hotDays().seal(day));
        return day;
    }

    private void own(PartitionDay day) {
        Manifest manifest = fixture.database.manifest();
        var draft = new Manifest.Draft(
                day.partition(), ColdFile.Kind.DAY, day.day(), day.day().plusDays(1), 0);
        ColdFile file = Await.result(manifest.plan(draft));
        var facts = new FileFacts(9, "ab", 1, 0, 0, new FileIndex(List.of()));
        assertThat(Await.result(manifest.publish(file.withFacts(facts), Set.of())))
                .isTrue();
    }

    private long count(String table) {
        return fixture.sql.number("select count(*) from " + table);
    }

    @Test
    void aSampleThatTheSealedDayHasIsPassedOverAndAnotherOneIsLate() {
        write(Feed.samples(NORTH, Feed.NOON_US, 3));
        seal(Dataset.SAMPLES, "north");

        Written written = write(Feed.samples(NORTH, Feed.NOON_US + 2_000_000, 3));

        assertThat(written).isEqualTo(new Written(3, 2, 0, 0, 2));
        assertThat(write(Feed.samples(NORTH, Feed.NOON_US, 5))).isEqualTo(new Written(5, 0, 0, 0, 0));
        assertThat(count("samples")).isEqualTo(3);
        assertThat(fixture.sql.texts("select time, value from late_samples order by late_id"))
                .containsExactly("2026-03-01 12:00:03+00|20.125", "2026-03-01 12:00:04+00|20.25");
    }

    @Test
    void otherSitesAndOtherDaysStayOpen() {
        seal(Dataset.SAMPLES, "north");
        SampleBatch rows = Feed.samples(NORTH, Feed.NOON_US, 2);
        rows.copyAll(Feed.samples(SOUTH, Feed.NOON_US, 4));
        rows.copyAll(Feed.samples(NORTH, Feed.NOON_US + Feed.DAY_US, 8));

        assertThat(write(rows)).isEqualTo(new Written(14, 14, 0, 0, 2));

        assertThat(count("late_samples")).isEqualTo(2);
        assertThat(fixture.sql.texts("""
            select s.source, t.time::date, count(*) from samples t join series s using (series_id) group by 1, 2 order by 1
            """)).containsExactly("north|2026-03-02|8", "south|2026-03-01|4");
    }

    @Test
    void everyTickOfASealedDayLandsAmongTheLateOnes() {
        write(Feed.ticks(TICKS, Feed.NOON_US, 2));
        seal(Dataset.TICKS, "BTC/USDT");

        assertThat(write(Feed.ticks(TICKS, Feed.NOON_US, 2))).isEqualTo(new Written(2, 2, 0, 0, 2));

        assertThat(count("ticks")).isEqualTo(2);
        assertThat(count("late_ticks")).isEqualTo(2);
    }

    @Test
    void lateTradesCountForTheGaps() {
        write(Feed.trades(TRADES, 1));
        seal(Dataset.TRADES, "BTC/USDT");

        assertThat(write(Feed.trades(TRADES, 1, 2, 4))).isEqualTo(new Written(3, 2, 0, 1, 2));
        assertThat(fixture.sql.texts("select from_id, to_id, filled is null from gaps"))
                .containsExactly("3|3|t");
        write(Feed.trades(TRADES, 3));
        assertThat(fixture.sql.texts("select from_id, to_id, filled is null from gaps"))
                .containsExactly("3|3|f");
        assertThat(fixture.sql.texts("select trade_id from late_trades order by 1"))
                .containsExactly("2", "3", "4");
    }

    @Test
    void anImpossibleLateRowIsSetAsideAlone() {
        seal(Dataset.TICKS, "BTC/USDT");
        TickBatch ticks = Feed.ticks(TICKS, Feed.NOON_US, 5);
        ticks.metadata(3, "{no json".getBytes(StandardCharsets.UTF_8));

        assertThat(write(ticks)).isEqualTo(new Written(5, 4, 1, 0, 4));

        assertThat(fixture.sql.texts("select code from dead_letters")).containsExactly("22P02");
    }

    @Test
    void noTableIsMadeForADayOfLateRowsAlone() {
        seal(Dataset.SAMPLES, "north");
        write(Feed.samples(NORTH, Feed.NOON_US, 3));
        assertThat(fixture.sql.texts("select to_regclass('samples_20260301')")).containsExactly("null");

        write(Feed.samples(SOUTH, Feed.NOON_US, 3));

        assertThat(fixture.sql.texts("select to_regclass('samples_20260301')")).containsExactly("samples_20260301");
    }

    @Test
    void aDroppedDayIsMadeAgainForAnOpenPartitionOnly() {
        write(Feed.samples(NORTH, Feed.NOON_US, 3));
        own(seal(Dataset.SAMPLES, "north"));
        assertThat(Await.result(fixture.database.hotDays().drop(Dataset.SAMPLES, DAY)))
                .isEqualTo(Drop.DROPPED);

        // What is in the file alone cannot be known here: it is late, and told apart when it is read.
        assertThat(write(Feed.samples(NORTH, Feed.NOON_US, 3))).isEqualTo(new Written(3, 3, 0, 0, 3));
        assertThat(fixture.sql.texts("select to_regclass('samples_20260301')")).containsExactly("null");
        assertThat(write(Feed.samples(SOUTH, Feed.NOON_US, 3))).isEqualTo(new Written(3, 3, 0, 0, 0));
        assertThat(count("samples")).isEqualTo(3);
    }

    @Test
    void rowsOfDaysThatAreOverAreNotedOnceAMinute() {
        write(Feed.samples(NORTH, Feed.NOON_US, 1));
        write(Feed.samples(NORTH, Feed.NOON_US + 1_000_000, 1));
        assertThat(fixture.sql.texts(
                        "select dataset, day, epoch, touched > now() - interval '1 minute' from day_epochs"))
                .containsExactly("samples|2026-03-01|0|t");
    }

    @Test
    void theLocksOfDaysDifferByDayAndDataset() {
        assertThat(fixture.sql.number("""
            select count(distinct tidemark_day_key(d, day::date))
              from unnest(array['ticks', 'trades', 'samples']) d,
                   generate_series('1970-01-01'::timestamp, '2100-01-01', '10 days') day\
            """)).isEqualTo(3 * 4749);
    }

    @Test
    void aLateRowIsLookedUpInTheHotTableByItsKey() {
        write(Feed.samples(NORTH, Feed.NOON_US, 3));
        write(Feed.samples(NORTH, Feed.NOON_US + Feed.DAY_US, 3));
        fixture.sql.run("set enable_seqscan = off");

        assertThat(String.join("\n", fixture.sql.texts("""
            explain insert into late_samples (series_id, time, value)
            select * from (select unnest(array[1, 2]), unnest(array[now(), now()]), unnest(array[1.5, 2]) offset 0)
                   n (series_id, time, value)
             where not exists (select from samples o where o.series_id = n.series_id and o.time = n.time offset 0)
                on conflict do nothing\
            """)))
                .contains("Index Only Scan")
                .doesNotContain("Seq Scan", "Hash");
    }
}
