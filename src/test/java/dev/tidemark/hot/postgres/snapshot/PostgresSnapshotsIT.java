package dev.tidemark.hot.postgres.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.HotDays.Drop;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.HotFault;
import dev.tidemark.hot.Snapshots.Snapshot;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSnapshotsIT {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Partition SITE = new Partition(Dataset.SAMPLES, "a");
    private static final TimeRange TWO_DAYS = TimeRange.ofDays(DAY, DAY.plusDays(2));

    private HotDatabase hot;
    private final List<Snapshot> open = new ArrayList<>();

    @BeforeEach
    void open() {
        hot = new HotDatabase();
    }

    @AfterEach
    void close() {
        open.forEach(snapshot -> Await.result(snapshot.close()));
        hot.close();
    }

    private Snapshot take(Partition partition, TimeRange range) {
        return take(partition, null, range);
    }

    private Snapshot take(Partition partition, @Nullable List<String> names, TimeRange range) {
        Snapshot snapshot = Await.result(hot.database.snapshots().open(partition, names, range));
        open.add(snapshot);
        return snapshot;
    }

    private void own(PartitionDay day) {
        Await.result(hot.database.hotDays().seal(day));
        Manifest manifest = hot.database.manifest();
        var draft = new Manifest.Draft(
                day.partition(), ColdFile.Kind.DAY, day.day(), day.day().plusDays(1), 0);
        ColdFile file = Await.result(manifest.plan(draft));
        var facts = new FileFacts(9, "ab", 1, 0, 0, new FileIndex(List.of()));
        assertThat(Await.result(manifest.publish(file.withFacts(facts), Set.of())))
                .isTrue();
    }

    private static List<String> samples(RecordBatch rows) {
        return HotDatabase.texts((SampleBatch) rows);
    }

    private static List<String> hot(Snapshot snapshot, TimeRange range) {
        return samples(HotDatabase.drain(snapshot.hot(null, range), Dataset.SAMPLES));
    }

    private static List<String> late(Snapshot snapshot) {
        return samples(HotDatabase.drain(snapshot.late(null, TWO_DAYS), Dataset.SAMPLES));
    }

    private List<String> stored(String where) {
        return hot.sql.texts("select symbol || '@' || (extract(epoch from time) * 1000000)::bigint || '=' || value"
                + " from samples join series using (series_id) where source = 'a' and " + where
                + " order by symbol collate \"C\", time");
    }

    private long connectionsInUse() {
        return hot.sql.number(
                "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'");
    }

    @Test
    void samplesComeByNameThenTimeOverSeveralPages() {
        hot.samples("a", DAY, 12, 1_440);
        hot.samples("a", DAY.plusDays(1), 12, 1_440);
        hot.samples("b", DAY, 3, 10);

        Snapshot snapshot = take(SITE, TWO_DAYS);

        assertThat(snapshot.names())
                .containsExactly("p1", "p10", "p11", "p12", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9");
        assertThat(snapshot.owners()).isEmpty();
        assertThat(snapshot.hasLate()).isFalse();
        assertThat(hot(snapshot, TWO_DAYS)).hasSize(34_560).isEqualTo(stored("true"));
    }

    @Test
    void onlyWhatIsWantedIsLookedAt() {
        hot.samples("a", DAY, 3, 24);
        hot.lateSample("a", "p1", "2026-03-01 00:00:01Z", 5);

        Snapshot snapshot = take(SITE, List.of("p3", "nobody", "p2"), TWO_DAYS);

        assertThat(snapshot.names()).containsExactly("p2", "p3");
        assertThat(snapshot.known()).isEqualTo(3);
        assertThat(snapshot.hasLate()).isFalse();
        assertThat(hot(snapshot, TWO_DAYS)).isEqualTo(stored("symbol <> 'p1'")).hasSize(48);
        assertThat(take(SITE, List.of("p1"), TWO_DAYS).hasLate()).isTrue();
        assertThat(take(SITE, List.of("nobody"), TWO_DAYS).known()).isEqualTo(3);
        assertThat(take(new Partition(Dataset.SAMPLES, "nowhere"), List.of("p1"), TWO_DAYS)
                        .known())
                .isZero();
    }

    @Test
    void theRangeIsHalfOpenAndNamesThatAreNotThereGiveNoRows() {
        hot.samples("a", DAY, 3, 24);
        long hour = 3_600_000_000L;
        long from = TWO_DAYS.fromUs() + 5 * hour;
        Snapshot snapshot = take(SITE, TWO_DAYS);

        var rows = snapshot.hot(List.of("p3", "nobody", "p1"), new TimeRange(from, from + 2 * hour));

        assertThat(samples(HotDatabase.drain(rows, Dataset.SAMPLES)))
                .isEqualTo(stored("symbol <> 'p2' and time >= '2026-03-01 05:00Z' and time < '2026-03-01 07:00Z'"))
                .hasSize(4);
        assertThat(Await.result(rows.next())).isEmpty();
        assertThat(Await.result(snapshot.hot(List.of("nobody"), TWO_DAYS).next()))
                .isEmpty();
    }

    @Test
    void whatIsCommittedLaterIsNotSeen() {
        hot.samples("a", DAY, 2, 10);
        Snapshot snapshot = take(SITE, TWO_DAYS);
        List<String> before = stored("true");

        hot.samples("a", DAY.plusDays(1), 3, 10);
        hot.lateSample("a", "p1", "2026-03-01 00:00:01Z", 5);

        assertThat(hot(snapshot, TWO_DAYS)).isEqualTo(before).hasSize(20);
        assertThat(late(snapshot)).isEmpty();
        assertThat(late(take(SITE, TWO_DAYS))).containsExactly("p1@1772323201000000=5.0");
    }

    @Test
    void aDayThatMovesDuringASnapshotDoesNotChangeItsAnswer() {
        hot.samples("a", DAY, 2, 10);
        hot.samples("a", DAY.plusDays(1), 2, 10);
        Snapshot before = take(SITE, TWO_DAYS);
        var cursor = before.hot(null, TWO_DAYS);

        own(HotDatabase.day(Dataset.SAMPLES, "a", DAY));
        assertThat(Await.result(hot.database.hotDays().drop(Dataset.SAMPLES, DAY)))
                .isEqualTo(Drop.BUSY);

        assertThat(before.owners()).isEmpty();
        assertThat(HotDatabase.drain(cursor, Dataset.SAMPLES).size()).isEqualTo(40);
        Snapshot after = take(SITE, TWO_DAYS);
        assertThat(after.owners()).extracting(owner -> owner.day()).containsExactly(DAY);
        Await.result(before.close());
        Await.result(after.close());
        assertThat(Await.result(hot.database.hotDays().drop(Dataset.SAMPLES, DAY)))
                .isEqualTo(Drop.DROPPED);
        assertThat(hot(take(SITE, TWO_DAYS), TimeRange.ofDays(DAY.plusDays(1), DAY.plusDays(2))))
                .hasSize(20);
    }

    @Test
    void aSnapshotThatNothingHotIsInHoldsNoConnection() {
        hot.samples("a", DAY, 2, 10);
        own(HotDatabase.day(Dataset.SAMPLES, "a", DAY));

        Snapshot snapshot = take(SITE, TWO_DAYS);

        assertThat(snapshot.names()).containsExactly("p1", "p2");
        assertThat(snapshot.owners()).hasSize(1);
        assertThat(connectionsInUse()).isZero();
        assertThat(hot(snapshot, TimeRange.ofDays(DAY.plusDays(1), DAY.plusDays(2))))
                .isEmpty();
        assertThat(late(snapshot)).isEmpty();
    }

    @Test
    void lateRowsOfAnOwnedDayAreThere() {
        hot.samples("a", DAY, 2, 2);
        hot.samples("b", DAY, 1, 2);
        own(HotDatabase.day(Dataset.SAMPLES, "a", DAY));
        hot.lateSample("a", "p2", "2026-03-01 00:00:02Z", 2);
        hot.lateSample("a", "p1", "2026-03-01 00:00:03Z", 1);
        hot.lateSample("b", "p1", "2026-03-01 00:00:04Z", 3);

        Snapshot snapshot = take(SITE, TWO_DAYS);

        assertThat(snapshot.hasLate()).isTrue();
        assertThat(late(snapshot)).containsExactly("p1@1772323203000000=1.0", "p2@1772323202000000=2.0");
        assertThat(take(SITE, TimeRange.ofDays(DAY.plusDays(1), DAY.plusDays(2)))
                        .hasLate())
                .isFalse();
    }

    @Test
    void anUnknownPartitionHasNoNames() {
        assertThat(take(new Partition(Dataset.TICKS, "X/Y"), TWO_DAYS).names()).isEmpty();
        assertThat(connectionsInUse()).isZero();
    }

    @Test
    void ticksOfAllSourcesComeByTimeThenArrival() {
        hot.sql.run("""
            select tidemark_add_days('ticks', array['2026-03-01'::date, '2026-03-02'::date]);
            insert into series (dataset, source, symbol) values
                ('ticks', 'kraken', 'BTC/USD'), ('ticks', 'binance', 'BTC/USD'), ('ticks', 'kraken', 'ETH/USD');
            insert into ticks (series_id, time, received, price, bid, ingest_id, metadata)
            select series_id, '2026-03-01Z'::timestamptz + n / 3 * interval '7 s', now(), 1 + n, n, 1000000 - n, '{"a": 1}'
              from series, generate_series(0, 19999) n;
            insert into late_ticks (series_id, time, received, price, ingest_id)
            select series_id, '2026-03-01 10:00Z', now(), 7, 5 from series where symbol = 'BTC/USD'\
            """);

        Snapshot snapshot = take(new Partition(Dataset.TICKS, "BTC/USD"), TWO_DAYS);

        assertThat(snapshot.names()).containsExactly("binance", "kraken");
        var ticks = (TickBatch) HotDatabase.drain(snapshot.hot(null, TWO_DAYS), Dataset.TICKS);
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < ticks.size(); row++) {
            texts.add(ticks.timeUs(row) + " " + ticks.origin(row));
        }
        assertThat(texts).isEqualTo(hot.sql.texts("""
            select (extract(epoch from time) * 1000000)::bigint || ' ' || ingest_id
              from ticks join series using (series_id) where symbol = 'BTC/USD' order by time, ingest_id\
            """)).hasSize(40_000);
        assertThat(ticks.metadata(0)).asString().isEqualTo("{\"a\": 1}");
        assertThat(HotDatabase.drain(snapshot.late(List.of("kraken"), TWO_DAYS), Dataset.TICKS)
                        .size())
                .isEqualTo(1);
    }

    @Test
    void tradesComeByTimeThenArrival() {
        hot.sql.run("""
            select tidemark_add_days('trades', array['2026-03-01'::date, '2026-03-02'::date]);
            insert into series (dataset, source, symbol) values ('trades', 'kraken', 'BTC/USD'), ('trades', 'x', 'BTC/USD');
            insert into trades (series_id, day, trade_id, time, received, price, size, side, ingest_id)
            select series_id, ('2026-03-01'::timestamp + n * interval '1 min')::date, n,
                   '2026-03-01Z'::timestamptz + n * interval '1 min', now(), 1, 2, 2, 9999 - n
              from series, generate_series(0, 2879) n\
            """);

        Snapshot snapshot = take(new Partition(Dataset.TRADES, "BTC/USD"), TWO_DAYS);

        var trades = (TradeBatch) HotDatabase.drain(snapshot.hot(List.of("kraken"), TWO_DAYS), Dataset.TRADES);
        assertThat(trades.size()).isEqualTo(2_880);
        for (int row = 0; row < trades.size(); row++) {
            assertThat(trades.tradeId(row)).isEqualTo(Integer.toString(row));
        }
        assertThat(HotDatabase.drain(snapshot.hot(null, TWO_DAYS), Dataset.TRADES)
                        .size())
                .isEqualTo(5_760);
    }

    @Test
    void aCursorThatIsGivenUpDisturbsNoOther() {
        hot.samples("a", DAY, 12, 1_440);
        Snapshot snapshot = take(SITE, TWO_DAYS);
        var first = snapshot.hot(null, TWO_DAYS);
        assertThat(Await.result(first.next())).isPresent();
        Await.result(first.close());
        Await.result(first.close());

        assertThat(hot(snapshot, TWO_DAYS)).hasSize(17_280);
        assertThat(Await.result(first.next())).isEmpty();
        Await.result(snapshot.close());
        Await.result(snapshot.close());
        Await.until(() -> connectionsInUse() == 0);
    }

    @Test
    void aConnectionThatBreaksFailsTheCursorAndStillCloses() {
        hot.samples("a", DAY, 12, 1_440);
        Snapshot snapshot = take(SITE, TWO_DAYS);
        var rows = snapshot.hot(null, TWO_DAYS);
        assertThat(Await.result(rows.next())).isPresent();

        String terminated = "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = current_database() and state like 'idle in%'";
        Await.until(() -> hot.sql.number(terminated) == 1);

        assertThat(Await.failure(drained(rows)))
                .as("what ends the rows, after those that had been fetched")
                .isInstanceOf(HotFault.Unavailable.class);
        Await.result(rows.close());
        Await.result(snapshot.close());
    }

    private static Future<Void> drained(RecordCursor rows) {
        return rows.next().compose(page -> page.isEmpty() ? Future.succeededFuture() : drained(rows));
    }

    @Test
    void slowReadersLeaveTheWritersTheirConnections() {
        hot.samples("a", DAY, 1, 10);
        for (int i = 0; i < 6; i++) {
            take(SITE, TWO_DAYS);
        }
        var seventh = hot.database.snapshots().open(SITE, null, TWO_DAYS);

        assertThat(Await.result(hot.database.hotDays().late())).isEmpty();
        assertThat(seventh.isComplete()).isFalse();
        Await.result(open.getFirst().close());
        open.add(Await.result(seventh));
    }
}
