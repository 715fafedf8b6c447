package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import org.junit.jupiter.api.Test;

final class SeriesLedgerTest {

    private static final Series TRADES = new Series(Dataset.TRADES, "text", "BTC/USD");

    private final SeriesLedger ledger = new SeriesLedger();
    private final SeriesLedger.Entry entry = ledger.entry(TRADES);

    @Test
    void withASequenceWhoeverIsFirstDelivers() {
        assertThat(entry.deliver(1, 5)).isTrue();
        assertThat(entry.deliver(2, 5)).isFalse();
        assertThat(entry.deliver(2, 6)).isTrue();
        assertThat(entry.deliver(1, 6)).isFalse();
        assertThat(entry.deliver(1, 7)).isTrue();
        assertThat(entry.deliver(2, 7)).isFalse();
    }

    @Test
    void whatOnlyTheOldSocketHoldsIsKeptThoughTheNewOneIsAhead() {
        assertThat(entry.deliver(1, 5)).isTrue();
        assertThat(entry.deliver(2, 9)).isTrue();
        assertThat(entry.deliver(1, 7)).isTrue();
        assertThat(entry.deliver(1, 8)).isTrue();
        assertThat(entry.deliver(1, 9)).isFalse();
    }

    @Test
    void aVenueThatCountsAnewIsHeard() {
        assertThat(entry.deliver(1, 1_000)).isTrue();
        assertThat(entry.deliver(1, 3)).isTrue();
        assertThat(entry.deliver(2, 3)).isFalse();
        assertThat(entry.deliver(2, 500)).isTrue();
    }

    @Test
    void aThirdConnectionIsComparedWithTheSecond() {
        assertThat(entry.deliver(1, 5)).isTrue();
        assertThat(entry.deliver(2, 6)).isTrue();
        assertThat(entry.deliver(3, 6)).isFalse();
        assertThat(entry.deliver(3, 7)).isTrue();
        assertThat(entry.deliver(2, 7)).isFalse();
    }

    @Test
    void withoutASequenceTheOldOneCountsUntilTheNewOneHasData() {
        assertThat(entry.deliver(1, TickBatch.NO_SEQUENCE)).isTrue();
        assertThat(entry.deliver(1, TickBatch.NO_SEQUENCE)).isTrue();
        assertThat(entry.deliver(2, TickBatch.NO_SEQUENCE)).isTrue();
        assertThat(entry.deliver(1, TickBatch.NO_SEQUENCE)).isFalse();
    }

    @Test
    void aHeartbeatIsNewsOnlyOnceAndOnlyBeyondTheTrades() {
        entry.trade("999");
        entry.trade("1000");
        entry.trade("998");
        assertThat(ledger.isNews(last(1_000))).isFalse();
        assertThat(ledger.isNews(last(1_001))).isTrue();
        assertThat(ledger.isNews(last(1_001))).isFalse();
        assertThat(ledger.isNews(last(999))).isFalse();
        assertThat(ledger.isNews(last(1_002))).isTrue();
    }

    @Test
    void aLossOfFramesIsAlwaysNews() {
        assertThat(ledger.isNews(new FeedMark.LostFrames(TRADES, 1, 2, 3))).isTrue();
    }

    private static FeedMark last(long id) {
        return new FeedMark.LastTrade(TRADES, id, 1);
    }
}
