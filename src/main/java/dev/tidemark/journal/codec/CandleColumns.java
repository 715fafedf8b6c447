package dev.tidemark.journal.codec;

import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Timeframe;

/// The columns of candles. Volumes and trades that no row knows cost one bit each; timeframes travel by their labels.
final class CandleColumns {

    private static final int VOLUMES = 1;
    private static final int TRADES = 1 << 1;
    private static final int KNOWN = (1 << 2) - 1;

    private CandleColumns() {}

    static void write(CandleBatch batch, RowSelection rows, ColumnWriter columns) {
        ByteSink out = columns.out();
        int present = present(batch, rows);
        out.int8(present);
        columns.series(batch, rows);
        TimeColumn.write(batch, rows, columns);
        columns.timeframes(batch, rows);
        writePrices(batch, rows, out);
        if ((present & VOLUMES) != 0) {
            writeVolumes(batch, rows, out);
        }
        if ((present & TRADES) != 0) {
            writeTrades(batch, rows, columns);
        }
    }

    private static int present(CandleBatch batch, RowSelection rows) {
        int present = 0;
        for (int i = 0; i < rows.count() && present != KNOWN; i++) {
            int row = rows.row(i);
            present |= isAbsent(batch.volume(row)) && isAbsent(batch.quoteVolume(row)) ? 0 : VOLUMES;
            present |= batch.trades(row) == CandleBatch.UNKNOWN ? 0 : TRADES;
        }
        return present;
    }

    private static boolean isAbsent(double value) {
        // By its bits: a NaN of another kind than the usual one is kept, too.
        return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Double.NaN);
    }

    private static void writePrices(CandleBatch batch, RowSelection rows, ByteSink out) {
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.row(i);
            out.float64(batch.open(row));
            out.float64(batch.high(row));
            out.float64(batch.low(row));
            out.float64(batch.close(row));
        }
    }

    private static void writeVolumes(CandleBatch batch, RowSelection rows, ByteSink out) {
        for (int i = 0; i < rows.count(); i++) {
            out.float64(batch.volume(rows.row(i)));
            out.float64(batch.quoteVolume(rows.row(i)));
        }
    }

    private static void writeTrades(CandleBatch batch, RowSelection rows, ColumnWriter columns) {
        long[] column = columns.longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            column[i] = batch.trades(rows.row(i));
        }
        columns.out().longs(column, rows.count());
    }

    static CandleBatch read(ByteSource in, int rows) throws FrameFault {
        int present = in.int8();
        if ((present & ~KNOWN) != 0) {
            throw new FrameFault("Expected candle columns within " + KNOWN + ", was " + present);
        }
        var series = SeriesColumn.read(in, Dataset.CANDLES, rows);
        var times = TimeColumn.read(in, rows);
        Timeframe[] timeframes = readTimeframes(in, rows);
        int prices = in.take(rows, 4 * Double.BYTES);
        var batch = new CandleBatch(rows);
        for (int i = 0; i < rows; i++) {
            var ofRow = new CandleBatch.Prices(
                    in.doubleAt(prices, 4 * i),
                    in.doubleAt(prices, 4 * i + 1),
                    in.doubleAt(prices, 4 * i + 2),
                    in.doubleAt(prices, 4 * i + 3));
            batch.add(series.at(i), timeframes[i], times.at(i), ofRow);
        }
        readVolumes(in, rows, present, batch);
        return batch;
    }

    private static Timeframe[] readTimeframes(ByteSource in, int rows) throws FrameFault {
        int names = in.countOf("timeframes", 1);
        if (names > rows || (names == 0 && rows > 0)) {
            throw new FrameFault("Expected timeframes for " + rows + " rows, was " + names);
        }
        Timeframe[] known = new Timeframe[names];
        for (int i = 0; i < names; i++) {
            String label = in.text();
            known[i] = Timeframe.ofLabel(label)
                    .orElseThrow(() -> new FrameFault("Expected a timeframe as in 5m, was " + label));
        }
        Timeframe[] timeframes = new Timeframe[rows];
        var numbers = names > 1 ? in.longs(rows) : null;
        for (int i = 0; i < rows; i++) {
            long number = numbers == null ? 0 : numbers.at(i);
            if (number < 0 || number >= names) {
                throw new FrameFault("Expected a timeframe of 0 to " + (names - 1) + ", was " + number);
            }
            timeframes[i] = known[(int) number];
        }
        return timeframes;
    }

    private static void readVolumes(ByteSource in, int rows, int present, CandleBatch batch) throws FrameFault {
        if ((present & VOLUMES) != 0) {
            int volumes = in.take(rows, 2 * Double.BYTES);
            for (int i = 0; i < rows; i++) {
                batch.volumes(i, in.doubleAt(volumes, 2 * i), in.doubleAt(volumes, 2 * i + 1));
            }
        }
        if ((present & TRADES) != 0) {
            var counts = in.longs(rows);
            for (int i = 0; i < rows; i++) {
                batch.trades(i, counts.at(i));
            }
        }
    }
}
