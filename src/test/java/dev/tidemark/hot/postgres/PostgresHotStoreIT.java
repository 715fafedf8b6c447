package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.HotFault;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresHotStoreIT {

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

    private Written write(WriteBatch batch) {
        return Await.result(fixture.database.hotStore().write(batch));
    }

    @Test
    void ticksLandWithEveryColumn() {
        TickBatch ticks = Feed.ticks(TICKS, Feed.NOON_US, 2);
        ticks.volume(1, 12.5);
        ticks.workerId(1, "w7");
        ticks.metadata(1, "{\"high_24h\":5}".getBytes(StandardCharsets.UTF_8));

        Written written = write(feed.next(ticks));

        assertThat(written).isEqualTo(new Written(2, 2, 0, 0));
        assertThat(fixture.sql.texts("select * from price_feeds order by timestamp"))
                .containsExactly(
                        "BTC/USDT|100|null|2026-03-01 12:00:00+00|binance|worker-binance|"
                                + "{\"ask\": 100.5, \"bid\": 99.5, \"ask_size\": 2, \"bid_size\": 1}",
                        "BTC/USDT|101|12.5|2026-03-01 12:00:00.001+00|binance|w7|{\"ask\": 101.5, \"bid\": 100.5,"
                                + " \"ask_size\": 2, \"bid_size\": 1, \"high_24h\": 5}");
    }

    @Test
    void tradesLandOnceByTheirId() {
        write(feed.next(Feed.trades(TRADES, 1, 2, 3)));

        Written again = write(feed.next(Feed.trades(TRADES, 3, 2, 4)));

        assertThat(again.inserted()).isEqualTo(1);
        assertThat(again.duplicates()).isEqualTo(2);
        assertThat(fixture.sql.texts("select trade_id, side from trade_feeds order by 1"))
                .containsExactly("1|buy", "2|buy", "3|buy", "4|buy");
    }

    @Test
    void aBatchThatIsSentTwiceLandsOnce() {
        WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US, 10));
        write(batch);

        Throwable second = Await.failure(fixture.database.hotStore().write(batch));

        assertThat(second).isInstanceOf(HotFault.Moved.class);
        assertThat(fixture.sql.number("select count(*) from ticks")).isEqualTo(10);
    }

    @Test
    void thePositionsAreThoseOfTheLastBatch() {
        WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US, 10));
        write(batch);

        var positions = Await.result(fixture.database.hotStore().positions(feed.journal(), Dataset.TICKS));

        assertThat(positions.get(TICKS.lane()))
                .isEqualTo(batch.moves().getFirst().to());
    }

    @Test
    void anIngestIdHoldsTheJournalsNumberAndTheOrigin() {
        WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US, 1));
        write(batch);

        assertThat(fixture.sql.number("select ingest_id - (1::bigint << 54) from ticks"))
                .isEqualTo(batch.rows().origin(0));
    }

    @Test
    void ofTenThousandWithThreeImpossibleOnesAllOthersLand() {
        TickBatch ticks = Feed.ticks(TICKS, Feed.NOON_US, 10_000);
        for (int row : new int[] {0, 4_321, 9_999}) {
            ticks.metadata(row, "{no json".getBytes(StandardCharsets.UTF_8));
        }

        Written written = write(feed.next(ticks));

        assertThat(written).isEqualTo(new Written(10_000, 9_997, 3, 0));
        assertThat(fixture.sql.number("select count(*) from ticks")).isEqualTo(9_997);
        assertThat(fixture.sql.texts("select code, tries, source, symbol from dead_letters"))
                .containsOnly("22P02|3|binance|BTC/USDT")
                .hasSize(3);
        assertThat(Await.result(fixture.database.deadLetters().list(Long.MAX_VALUE, 10)))
                .extracting(letter -> letter.record().timeUs(0))
                .containsExactlyInAnyOrder(Feed.NOON_US, Feed.NOON_US + 4_321_000, Feed.NOON_US + 9_999_000);
    }

    @Test
    void aZeroCharacterInATradeIdIsThatTradesFault() {
        TradeBatch trades = Feed.trades(TRADES, 1, 2);
        trades.add(TRADES, Feed.NOON_US, Feed.NOON_US, "a\0b", 1, 1, Side.SELL);
        trades.add(TRADES, Feed.NOON_US, Feed.NOON_US, "x".repeat(100_000), 1, 1, Side.SELL);

        Written written = write(feed.next(trades));

        assertThat(written).isEqualTo(new Written(4, 3, 1, 0));
        assertThat(fixture.sql.texts("select code from dead_letters")).containsExactly("22021");
    }

    @Test
    void aZeroCharacterInANameIsARecordsFault() {
        TradeBatch trades = Feed.trades(TRADES, 1);
        trades.add(Feed.series(Dataset.TRADES, "a\0b", "X"), Feed.NOON_US, Feed.NOON_US, "1", 1, 1, Side.SELL);

        assertThat(write(feed.next(trades)).deadLetters()).isEqualTo(1);
        assertThat(fixture.sql.texts("select code from dead_letters")).containsExactly("series-name");
    }

    @Test
    void daysAreMadeOnDemand() {
        var ticks = new TickBatch(3);
        ticks.add(TICKS, Feed.NOON_US - 3_000 * Feed.DAY_US, Feed.NOON_US, 1);
        ticks.add(TICKS, 1, Feed.NOON_US, 1);
        ticks.add(TICKS, 4_102_444_799_999_999L, Feed.NOON_US, 1);

        assertThat(write(feed.next(ticks)).inserted()).isEqualTo(3);
        assertThat(fixture.sql.number("select count(distinct tableoid) from ticks"))
                .isEqualTo(3);
    }

    @Test
    void aDayThatWasDroppedIsMadeAgain() {
        write(feed.next(Feed.ticks(TICKS, Feed.NOON_US, 1)));
        fixture.sql.run(
                TestPostgres.hasTimescale()
                        ? "select drop_chunks('ticks', older_than => timestamptz '2026-03-02Z')"
                        : "drop table ticks_20260301");

        assertThat(write(feed.next(Feed.ticks(TICKS, Feed.NOON_US, 2))).inserted())
                .isEqualTo(2);
    }

    @Test
    void tooManyNewDaysAtOnceAreSetAside() {
        fixture.close();
        fixture = new HotStoreFixture(new HotConfig(100_000, 0, 2));
        var ticks = new TickBatch(5);
        for (int day = 1; day <= 5; day++) {
            ticks.add(TICKS, Feed.NOON_US - day * 100L * Feed.DAY_US, Feed.NOON_US, 1);
        }

        Written written = write(feed.next(ticks));

        assertThat(written).isEqualTo(new Written(5, 2, 3, 0));
        assertThat(fixture.sql.texts("select distinct code from dead_letters")).containsExactly("partition-rate");
    }

    @Test
    void tooManySeriesAreSetAside() {
        fixture.close();
        fixture = new HotStoreFixture(new HotConfig(2, 0, 100));
        var ticks = new TickBatch(3);
        for (String symbol : new String[] {"A", "B", "C"}) {
            ticks.add(Feed.series(Dataset.TICKS, "x", symbol), Feed.NOON_US, Feed.NOON_US, 1);
        }

        assertThat(write(feed.next(ticks))).isEqualTo(new Written(3, 2, 1, 0));
        assertThat(fixture.sql.texts("select symbol, code from dead_letters")).containsExactly("C|series-limit");
    }

    @Test
    void anEmptyBatchMovesItsLanes() {
        WriteBatch batch = feed.next(new TickBatch(1));

        assertThat(write(batch)).isEqualTo(Written.NOTHING);
    }
}
