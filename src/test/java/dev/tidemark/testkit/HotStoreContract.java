package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotFault;
import dev.tidemark.hot.HotStore;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.WriteBatch.Move;
import dev.tidemark.journal.Written;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every hot store does.
public abstract class HotStoreContract {

    private static final Series TICKS = Feed.series(Dataset.TICKS, "binance", "BTC/USDT");
    private static final Series TRADES = Feed.series(Dataset.TRADES, "binance", "BTC/USDT");

    private static final Series SAMPLES = Feed.series(Dataset.SAMPLES, "north", "ahu-1/temp");
    private static final Series CANDLES = Feed.series(Dataset.CANDLES, "binance", "BTC/USDT");

    private final Feed feed = new Feed();

    /// An empty store; the same one throughout a test.
    protected abstract HotStore store();

    /// The rows that are stored.
    protected abstract long count(Dataset dataset);

    /// The sum of the values of all samples.
    protected abstract double sumOfSamples();

    private Written write(WriteBatch batch) {
        return Await.result(store().write(batch));
    }

    private Positions positions(Dataset dataset) {
        return Await.result(store().positions(feed.journal(), dataset));
    }

    @Test
    void aNewJournalStandsAtTheStart() {
        assertThat(Await.result(store().positions(UUID.randomUUID(), Dataset.TICKS))
                        .get(63))
                .isEqualTo(Position.START);
    }

    @Test
    void rowsAndPositionsMoveTogether() {
        WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US, 3));

        assertThat(write(batch)).isEqualTo(new Written(3, 3, 0, 0));

        assertThat(count(Dataset.TICKS)).isEqualTo(3);
        assertThat(positions(Dataset.TICKS).get(TICKS.lane()))
                .isEqualTo(batch.moves().getFirst().to());
        assertThat(positions(Dataset.TRADES).get(TICKS.lane())).isEqualTo(Position.START);
    }

    @Test
    void aBatchFromElsewhereThanTheLanesStandIsRefusedWhole() {
        WriteBatch first = feed.next(Feed.ticks(TICKS, Feed.NOON_US, 3));
        write(first);

        assertThat(Await.failure(store().write(first))).isInstanceOf(HotFault.Moved.class);
        WriteBatch skipping = new WriteBatch(
                feed.journal(),
                Feed.ticks(TICKS, Feed.NOON_US, 3),
                List.of(new Move(TICKS.lane(), new Position(90, 1), new Position(91, 1))));
        assertThat(Await.failure(store().write(skipping))).isInstanceOf(HotFault.Moved.class);

        assertThat(count(Dataset.TICKS)).isEqualTo(3);
        assertThat(positions(Dataset.TICKS).get(TICKS.lane()))
                .isEqualTo(first.moves().getFirst().to());
    }

    @Test
    void twoTicksOfOneMomentBothLand() {
        write(feed.next(Feed.ticks(TICKS, Feed.NOON_US, 1)));
        write(feed.next(Feed.ticks(TICKS, Feed.NOON_US, 1)));

        assertThat(count(Dataset.TICKS)).isEqualTo(2);
    }

    @Test
    void aTradeLandsOnceByItsId() {
        write(feed.next(Feed.trades(TRADES, 1, 2, 2)));

        Written again = write(feed.next(Feed.trades(TRADES, 2, 3)));

        assertThat(again).isEqualTo(new Written(2, 1, 0, 0));
        assertThat(count(Dataset.TRADES)).isEqualTo(3);
    }

    @Test
    void aSampleLandsOnceByItsTimeAndTheFirstOneStays() {
        write(feed.next(Feed.samples(SAMPLES, Feed.NOON_US, 3)));
        SampleBatch repeated = Feed.samples(SAMPLES, Feed.NOON_US + 2_000_000, 2);
        repeated.add(SAMPLES, Feed.NOON_US, -1);
        repeated.add(SAMPLES, Feed.NOON_US + 3_000_000, -1);

        assertThat(write(feed.next(repeated))).isEqualTo(new Written(4, 1, 0, 0));

        assertThat(count(Dataset.SAMPLES)).isEqualTo(4);
        assertThat(sumOfSamples()).isEqualTo(20 + 20.125 + 20.25 + 20.125);
    }

    @Test
    void aCandleLandsOnceByItsOpenTime() {
        write(feed.next(Feed.candles(CANDLES, Feed.NOON_US, 2)));
        CandleBatch more = Feed.candles(CANDLES, Feed.NOON_US + 300_000_000, 2);
        more.add(CANDLES, Timeframe.H1, Feed.NOON_US, new CandleBatch.Prices(1, 2, 1, 2));

        assertThat(write(feed.next(more))).isEqualTo(new Written(3, 2, 0, 0));

        assertThat(count(Dataset.CANDLES)).isEqualTo(4);
    }

    @Test
    void aJumpInTheIdsIsAGap() {
        write(feed.next(Feed.trades(TRADES, 1)));

        assertThat(write(feed.next(Feed.trades(TRADES, 4))).gaps()).isEqualTo(1);
        assertThat(write(feed.next(Feed.trades(TRADES, 5))).gaps()).isZero();
    }

    @Test
    void marksWithoutRowsAreWritten() {
        write(feed.next(Feed.trades(TRADES, 1)));
        var marks = new TradeBatch(0);
        marks.mark(new FeedMark.LastTrade(TRADES, 3, Feed.NOON_US));
        WriteBatch batch = feed.next(marks);

        assertThat(write(batch)).isEqualTo(new Written(0, 0, 0, 1));
        assertThat(positions(Dataset.TRADES).get(TRADES.lane()))
                .isEqualTo(batch.moves().getFirst().to());
    }

    @Test
    void twoWritersOfOneLaneDoNotBothWin() {
        WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US, 100));
        var first = store().write(batch);
        var second = store().write(batch);

        long won = List.of(first, second).stream()
                .map(future ->
                        Await.result(future.transform(done -> io.vertx.core.Future.succeededFuture(done.succeeded()))))
                .filter(Boolean::booleanValue)
                .count();

        assertThat(won).isEqualTo(1);
        assertThat(count(Dataset.TICKS)).isEqualTo(100);
    }
}
