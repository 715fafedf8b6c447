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
        entry.tick(1, 5);
        assertThat(entry.admits(2, 5)).isFalse();
        assertThat(entry.admits(2, 6)).isTrue();
        entry.tick(2, 6);
        assertThat(entry.admits(1, 6)).isFalse();
        assertThat(entry.admits(1, 7)).isTrue();
    }

    @Test
    void withoutASequenceTheOldOneCountsUntilTheNewOneHasData() {
        entry.tick(1, TickBatch.NO_SEQUENCE);
        assertThat(entry.admits(1, TickBatch.NO_SEQUENCE)).isTrue();
        assertThat(entry.admits(2, TickBatch.NO_SEQUENCE)).isTrue();
        entry.tick(2, TickBatch.NO_SEQUENCE);
        assertThat(entry.admits(1, TickBatch.NO_SEQUENCE)).isFalse();
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
