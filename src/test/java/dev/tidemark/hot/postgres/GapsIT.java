package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.Series;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GapsIT {

    private static final Series BTC = Feed.series(Dataset.TRADES, "binance", "BTC/USDT");
    private static final Series ETH = Feed.series(Dataset.TRADES, "binance", "ETH/USDT");

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

    private long write(TradeBatch trades) {
        return Await.result(fixture.database.hotStore().write(feed.next(trades)))
                .gaps();
    }

    private List<String> gaps() {
        return fixture.sql.texts(
                "select symbol, kind, from_id, to_id, filled is not null from gaps order by symbol, from_id, to_id");
    }

    @Test
    void anUndisturbedFeedHasNone() {
        write(Feed.trades(BTC, 5, 4, 6));
        write(Feed.trades(BTC, 7, 8));
        write(Feed.trades(BTC, 8, 9));

        assertThat(gaps()).isEmpty();
    }

    @Test
    void aJumpIsNotedAndFilledByWhatComesLate() {
        write(Feed.trades(BTC, 10));
        assertThat(write(Feed.trades(BTC, 16, 15))).isEqualTo(1);
        assertThat(gaps()).containsExactly("BTC/USDT|trade-id|11|14|f");

        write(Feed.trades(BTC, 12));
        assertThat(gaps()).containsExactly("BTC/USDT|trade-id|11|11|f", "BTC/USDT|trade-id|13|14|f");

        write(Feed.trades(BTC, 11, 13, 14, 17));
        assertThat(gaps()).containsExactly("BTC/USDT|trade-id|11|11|t", "BTC/USDT|trade-id|13|14|t");
    }

    @Test
    void aVenuesWordAboutItsLastTradeOpensOne() {
        write(Feed.trades(BTC, 10));
        TradeBatch marks = new TradeBatch(0);
        marks.mark(new FeedMark.LastTrade(BTC, 12, Feed.NOON_US));
        write(marks);

        assertThat(gaps()).containsExactly("BTC/USDT|trade-id|11|12|f");
    }

    @Test
    void aVenuesWordThatIsMetByTradesOfTheSameBatchOpensNone() {
        write(Feed.trades(BTC, 10));
        TradeBatch trades = Feed.trades(BTC, 11, 12);
        trades.mark(new FeedMark.LastTrade(BTC, 12, Feed.NOON_US));
        write(trades);

        assertThat(gaps()).isEmpty();
    }

    @Test
    void lostFramesAreNotedAsTheyAre() {
        TradeBatch marks = new TradeBatch(0);
        marks.mark(new FeedMark.LostFrames(Feed.series(Dataset.TRADES, "kraken", "*"), 3, 9, Feed.NOON_US));

        assertThat(write(marks)).isEqualTo(1);
        assertThat(gaps()).containsExactly("*|frames|3|9|f");
        assertThat(fixture.sql.number("select count(*) from series")).isZero();
    }

    @Test
    void seriesDoNotMix() {
        write(Feed.trades(BTC, 10));
        write(Feed.trades(ETH, 100));
        write(Feed.trades(BTC, 11));
        write(Feed.trades(ETH, 103));

        assertThat(gaps()).containsExactly("ETH/USDT|trade-id|101|102|f");
    }

    @Test
    void aRestartForgetsNothing() {
        write(Feed.trades(BTC, 10));
        var vertx = Vertx.vertx();
        var second = PostgresDatabase.create(
                vertx,
                HotStoreFixture.CONFIG,
                fixture.url,
                HotConfig.DEFAULT,
                InstantSource.system(),
                new HotStoreFixture.RowNumberBytes());
        Await.result(second.ready());

        Await.result(second.hotStore().write(feed.next(Feed.trades(BTC, 13))));
        // The first one still believes that 10 was the last.
        write(Feed.trades(BTC, 14, 12));

        assertThat(gaps()).containsExactly("BTC/USDT|trade-id|11|11|f");
        Await.result(second.close());
        Await.result(vertx.close());
    }

    @Test
    void tradesThatAreNotCountedOpenNone() {
        var trades = new TradeBatch(2);
        for (String id : new String[] {"1", "9", "x", "99999999999999999999"}) {
            trades.add(BTC, Feed.NOON_US, Feed.NOON_US, id, 1, 1, dev.tidemark.market.Side.BUY);
        }
        trades.counted(2);
        trades.counted(3);
        write(trades);

        assertThat(gaps()).isEmpty();
    }

    @Test
    void theReaderShowsTheNewestFirst() {
        write(Feed.trades(BTC, 10));
        write(Feed.trades(BTC, 12));
        write(Feed.trades(BTC, 14));

        List<Gap> gaps = Await.result(fixture.database.reader().gaps(10));

        assertThat(gaps).extracting(Gap::from).containsExactly(13L, 11L);
        assertThat(gaps.getFirst().filled()).isNull();
    }
}
