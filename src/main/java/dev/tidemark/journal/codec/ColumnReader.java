package dev.tidemark.journal.codec;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;

/// Reads what [ColumnWriter] has written, behind the version.
public final class ColumnReader {

    /// A row holds at least a price or a value.
    private static final int MIN_ROW_BYTES = 8;

    private ColumnReader() {}

    /// @param maxRows beyond which it is no frame of ours
    public static RecordBatch read(ByteSource in, int maxRows) throws FrameFault {
        int code = in.int8();
        int rows = in.countOf("rows", MIN_ROW_BYTES);
        if (rows > maxRows) {
            throw new FrameFault("Expected at most " + maxRows + " rows, was " + rows);
        }
        if (code == Dataset.TICKS.code()) {
            return TickColumns.read(in, rows);
        }
        if (code == Dataset.TRADES.code()) {
            return TradeColumns.read(in, rows);
        }
        if (code == Dataset.CANDLES.code()) {
            return CandleColumns.read(in, rows);
        }
        if (code == Dataset.SAMPLES.code()) {
            return SampleColumns.read(in, rows);
        }
        throw new FrameFault("Expected a dataset of 1 to 4, was " + code);
    }
}
