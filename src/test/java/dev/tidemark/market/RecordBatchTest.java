package dev.tidemark.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordBatchTest {

    private static final Series TICKS = new Series(Dataset.TICKS, "kraken", "BTC/USD");
    private static final Series TRADES = new Series(Dataset.TRADES, "kraken", "BTC/USD");

    @Test
    void aTickStartsWithItsOptionalColumnsAbsent() {
        var batch = new TickBatch(0);
        for (int i = 0; i < 100; i++) {
            int row = batch.add(TICKS, i + 1, i + 2, 10.5);
            assertThat(batch.bid(row)).isNaN();
            assertThat(batch.volume(row)).isNaN();
            assertThat(batch.sequence(row)).isEqualTo(TickBatch.NO_SEQUENCE);
            assertThat(batch.workerId(row)).isNull();
            assertThat(batch.metadata(row)).isNull();
        }
        assertThat(batch.size()).isEqualTo(100);
        assertThat(batch.timeUs(99)).isEqualTo(100);
    }

    @Test
    void aReusedRowForgetsWhatStoodThere() {
        var batch = new TickBatch(8);
        int row = batch.add(TICKS, 1, 1, 1);
        batch.quote(row, 1, 2, 3, 4);
        batch.metadata(row, "{}".getBytes(StandardCharsets.UTF_8));
        batch.workerId(row, "w");
        batch.clear();
        row = batch.add(TICKS, 1, 1, 1);
        assertThat(batch.bid(row)).isNaN();
        assertThat(batch.metadata(row)).isNull();
        assertThat(batch.workerId(row)).isNull();
    }

    @Test
    void copyingAllRowsEqualsCopyingEach() {
        var from = new TradeBatch(8);
        for (int i = 0; i < 50; i++) {
            int row = from.add(TRADES, i + 1, i + 1, "id" + i, 2.5 + i, 3.5, Side.SELL);
            from.origin(row, i);
            if (i % 2 == 0) {
                from.counted(row);
            }
        }
        from.mark(new FeedMark.LastTrade(TRADES, 7, 9));
        var one = new TradeBatch(0);
        var all = new TradeBatch(0);
        all.copyAll(from);
        for (int i = 0; i < 50; i++) {
            one.copyRow(from, i);
            assertThat(one.tradeId(i)).isEqualTo(all.tradeId(i)).isEqualTo("id" + i);
            assertThat(one.isCounted(i)).isEqualTo(all.isCounted(i)).isEqualTo(i % 2 == 0);
            assertThat(one.origin(i)).isEqualTo(all.origin(i));
            assertThat(one.side(i)).isEqualTo(all.side(i)).isEqualTo(Side.SELL);
        }
        assertThat(all.marks()).hasSize(1);
    }

    @Test
    void aLaneIsTheSameForEver() {
        // These numbers are on disk and in the database: a change of the hash would tear series apart.
        assertThat(new Series(Dataset.TICKS, "coinbase", "BTC/USD").lane()).isEqualTo(25);
        assertThat(new Series(Dataset.TRADES, "coinbase", "BTC/USD").lane()).isEqualTo(56);
        assertThat(new Series(Dataset.TRADES, "binance", "SOL/USDT").lane()).isEqualTo(12);
    }

    @Test
    void aSymbolIsReadAsPeopleTypeIt() {
        assertThat(Symbol.parse("btc-usd")).isEqualTo("BTC/USD");
        assertThat(Symbol.parse(" BTC/USD ")).isEqualTo("BTC/USD");
        assertThat(Symbol.parse("EURUSD")).isEqualTo("EURUSD");
    }

    @Test
    void aNameWithoutBoundIsRefused() {
        assertThatThrownBy(() -> new Series(Dataset.TICKS, "x".repeat(257), "BTC/USD"))
                .hasMessageContaining("1 to 256");
    }

    @Test
    void onlyPlausibleRecordsPass() {
        assertThat(Plausible.isPrice(0)).isFalse();
        assertThat(Plausible.isPrice(-1)).isFalse();
        assertThat(Plausible.isPrice(Double.NaN)).isFalse();
        assertThat(Plausible.isPrice(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(Plausible.isPrice(Double.MIN_VALUE)).isTrue();
        assertThat(Plausible.isTime(0)).isFalse();
        assertThat(Plausible.isTime(4_102_444_800_000_000L)).isFalse();
        assertThat(Plausible.isTime(1_700_000_000_000_000L)).isTrue();
    }
}
