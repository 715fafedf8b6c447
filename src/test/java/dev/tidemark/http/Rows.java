package dev.tidemark.http;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.nio.charset.StandardCharsets;

/// Rows to read back. Their times end an hour before [TestServer#NOW].
final class Rows {

    /// 2026-11-23T11:00:00Z.
    static final long START_US = TestServer.NOW.minusSeconds(3_600).toEpochMilli() * 1_000;

    private Rows() {}

    /// Ticks a millisecond apart from [#START_US] on, with the prices 1, 2, 3 …
    static TickBatch ticks(String source, String symbol, int count) {
        var series = new Series(Dataset.TICKS, source, symbol);
        var batch = new TickBatch(count);
        for (int i = 0; i < count; i++) {
            int row = batch.add(series, START_US + i * 1_000L, START_US + i * 1_000L + 7, i + 1);
            batch.metadata(row, "{\"high_24h\": 9}".getBytes(StandardCharsets.UTF_8));
        }
        return batch;
    }

    /// Ticks that all have the same time.
    static TickBatch ticksAtOnce(String source, String symbol, int count) {
        var series = new Series(Dataset.TICKS, source, symbol);
        var batch = new TickBatch(count);
        for (int i = 0; i < count; i++) {
            batch.quote(batch.add(series, START_US, START_US, i + 1), 0.5, 1.5, Double.NaN, Double.NaN);
        }
        return batch;
    }

    static TradeBatch trades(String source, String symbol, int count) {
        var series = new Series(Dataset.TRADES, source, symbol);
        var batch = new TradeBatch(count);
        for (int i = 0; i < count; i++) {
            Side side = Side.ofCode(i % 3);
            batch.add(series, START_US + i * 1_000L, START_US, "t" + i, 100 + i, 0.25, side);
        }
        return batch;
    }
}
