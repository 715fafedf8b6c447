package dev.tidemark.journal.codec;

import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import org.jspecify.annotations.Nullable;

/// What encoding needs beside the batch: the output, scratch columns and dictionaries, all reused from batch to batch.
/// Not thread-safe.
public final class ColumnWriter {

    private final ByteSink out;
    private final NameDictionary<Series> series = new NameDictionary<>();
    private final NameDictionary<String> workers = new NameDictionary<>();
    private final NameDictionary<Timeframe> timeframes = new NameDictionary<>();
    private long[] longs = new long[64];

    public ColumnWriter(ByteSink out) {
        this.out = out;
    }

    ByteSink out() {
        return out;
    }

    /// Scratch for one column of longs.
    long[] longs(int count) {
        if (longs.length < count) {
            longs = new long[count];
        }
        return longs;
    }

    /// Writes all columns of the chosen rows; for trades, the marks of one lane or of all.
    ///
    /// @param withReceiveTimes matters where there are any: for ticks and trades
    public void write(RecordBatch batch, RowSelection rows, boolean withReceiveTimes) {
        switch (batch) {
            case TickBatch ticks -> TickColumns.write(ticks, rows, withReceiveTimes, this);
            case TradeBatch trades -> TradeColumns.write(trades, rows, withReceiveTimes, this);
            case CandleBatch candles -> CandleColumns.write(candles, rows, this);
            case SampleBatch samples -> SampleColumns.write(samples, rows, this);
        }
    }

    /// Writes the names of the rows' series and, where there is more than one, which row has which.
    void series(RecordBatch batch, RowSelection rows) {
        series.clear();
        long[] numbers = longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            numbers[i] = series.numberOf(batch.series(rows.row(i)));
        }
        out.count(series.names().size());
        for (Series name : series.names()) {
            if (name.dataset() != batch.dataset()) {
                throw new IllegalArgumentException("Expected series of " + batch.dataset() + ", was " + name);
            }
            SeriesCache.write(out, name);
        }
        if (series.names().size() > 1) {
            out.longs(numbers, rows.count());
        }
    }

    /// Writes the event times.
    void times(RecordBatch batch, RowSelection rows) {
        long[] column = longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            column[i] = batch.timeUs(rows.row(i));
        }
        out.longs(column, rows.count());
    }

    /// Writes the labels of the rows' timeframes and, where there is more than one, which row has which.
    void timeframes(CandleBatch batch, RowSelection rows) {
        timeframes.clear();
        long[] numbers = longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            numbers[i] = timeframes.numberOf(batch.timeframe(rows.row(i)));
        }
        out.count(timeframes.names().size());
        timeframes.names().forEach(timeframe -> out.text(timeframe.label()));
        if (timeframes.names().size() > 1) {
            out.longs(numbers, rows.count());
        }
    }

    /// Writes the worker ids: 0 names where no row has one, else the names and each row's number, 0 for null.
    void workers(TickBatch batch, RowSelection rows) {
        workers.clear();
        long[] numbers = longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            @Nullable String worker = batch.workerId(rows.row(i));
            numbers[i] = worker == null ? 0 : workers.numberOf(worker) + 1;
        }
        out.count(workers.names().size());
        if (!workers.names().isEmpty()) {
            workers.names().forEach(out::text);
            out.longs(numbers, rows.count());
        }
    }
}
