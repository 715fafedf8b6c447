package dev.tidemark.journal.codec;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import org.jspecify.annotations.Nullable;

/// The columns of ticks. A column in which every row is absent costs one bit.
final class TickColumns {

    private static final int BID = 1;
    private static final int ASK = 1 << 1;
    private static final int BID_SIZE = 1 << 2;
    private static final int ASK_SIZE = 1 << 3;
    private static final int VOLUME = 1 << 4;
    private static final int SEQUENCE = 1 << 5;
    private static final int METADATA = 1 << 6;
    private static final int KNOWN = (1 << 7) - 1;

    private TickColumns() {}

    static void write(TickBatch batch, RowSelection rows, boolean withReceiveTimes, ColumnWriter columns) {
        ByteSink out = columns.out();
        int present = present(batch, rows);
        out.int8(present);
        columns.series(batch, rows);
        columns.times(batch, rows);
        if (withReceiveTimes) {
            writeReceived(batch, rows, columns);
        }
        writeDoubles(batch, rows, present, out);
        if ((present & SEQUENCE) != 0) {
            writeSequences(batch, rows, columns);
        }
        columns.workers(batch, rows);
        if ((present & METADATA) != 0) {
            writeMetadata(batch, rows, out);
        }
    }

    private static int present(TickBatch batch, RowSelection rows) {
        int present = 0;
        for (int i = 0; i < rows.count() && present != KNOWN; i++) {
            int row = rows.row(i);
            present |= flag(BID, batch.bid(row)) | flag(ASK, batch.ask(row));
            present |= flag(BID_SIZE, batch.bidSize(row)) | flag(ASK_SIZE, batch.askSize(row));
            present |= flag(VOLUME, batch.volume(row));
            present |= batch.sequence(row) == TickBatch.NO_SEQUENCE ? 0 : SEQUENCE;
            present |= batch.metadata(row) == null ? 0 : METADATA;
        }
        return present;
    }

    private static int flag(int column, double value) {
        // By its bits: a NaN of another kind than the usual one is kept, too.
        return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Double.NaN) ? 0 : column;
    }

    private static void writeReceived(TickBatch batch, RowSelection rows, ColumnWriter columns) {
        long[] column = columns.longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            column[i] = batch.receivedUs(rows.row(i));
        }
        columns.out().longs(column, rows.count());
    }

    private static void writeDoubles(TickBatch batch, RowSelection rows, int present, ByteSink out) {
        int count = rows.count();
        for (int i = 0; i < count; i++) {
            out.float64(batch.price(rows.row(i)));
        }
        for (int i = 0; i < count && (present & BID) != 0; i++) {
            out.float64(batch.bid(rows.row(i)));
        }
        for (int i = 0; i < count && (present & ASK) != 0; i++) {
            out.float64(batch.ask(rows.row(i)));
        }
        for (int i = 0; i < count && (present & BID_SIZE) != 0; i++) {
            out.float64(batch.bidSize(rows.row(i)));
        }
        for (int i = 0; i < count && (present & ASK_SIZE) != 0; i++) {
            out.float64(batch.askSize(rows.row(i)));
        }
        for (int i = 0; i < count && (present & VOLUME) != 0; i++) {
            out.float64(batch.volume(rows.row(i)));
        }
    }

    private static void writeSequences(TickBatch batch, RowSelection rows, ColumnWriter columns) {
        long[] column = columns.longs(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            column[i] = batch.sequence(rows.row(i));
        }
        columns.out().longs(column, rows.count());
    }

    private static void writeMetadata(TickBatch batch, RowSelection rows, ByteSink out) {
        for (int i = 0; i < rows.count(); i++) {
            byte @Nullable [] json = batch.metadata(rows.row(i));
            out.count(json == null ? 0 : json.length + 1);
            if (json != null) {
                out.bytes(json);
            }
        }
    }

    static TickBatch read(ByteSource in, int rows) throws FrameFault {
        int present = in.int8();
        if ((present & ~KNOWN) != 0) {
            throw new FrameFault("Expected tick columns within " + KNOWN + ", was " + present);
        }
        var series = SeriesColumn.read(in, Dataset.TICKS, rows);
        var times = in.longs(rows);
        var received = in.longs(rows);
        int price = in.doubles(rows);
        var batch = new TickBatch(rows);
        for (int i = 0; i < rows; i++) {
            Series of = series.at(i);
            batch.add(of, times.at(i), received.at(i), in.doubleAt(price, i));
        }
        readDoubles(in, rows, present, batch);
        readRest(in, rows, present, batch);
        return batch;
    }

    private static void readDoubles(ByteSource in, int rows, int present, TickBatch batch) throws FrameFault {
        int bid = column(in, rows, present & BID);
        int ask = column(in, rows, present & ASK);
        int bidSize = column(in, rows, present & BID_SIZE);
        int askSize = column(in, rows, present & ASK_SIZE);
        int volume = column(in, rows, present & VOLUME);
        if ((present & (BID | ASK | BID_SIZE | ASK_SIZE)) != 0) {
            for (int i = 0; i < rows; i++) {
                batch.quote(i, at(in, bid, i), at(in, ask, i), at(in, bidSize, i), at(in, askSize, i));
            }
        }
        for (int i = 0; i < rows && volume >= 0; i++) {
            batch.volume(i, in.doubleAt(volume, i));
        }
    }

    private static int column(ByteSource in, int rows, int present) throws FrameFault {
        return present == 0 ? -1 : in.doubles(rows);
    }

    private static double at(ByteSource in, int column, int row) {
        return column < 0 ? Double.NaN : in.doubleAt(column, row);
    }

    private static void readRest(ByteSource in, int rows, int present, TickBatch batch) throws FrameFault {
        if ((present & SEQUENCE) != 0) {
            var sequences = in.longs(rows);
            for (int i = 0; i < rows; i++) {
                batch.sequence(i, sequences.at(i));
            }
        }
        readWorkers(in, rows, batch);
        for (int i = 0; i < rows && (present & METADATA) != 0; i++) {
            int length = in.count();
            if (length > 0) {
                batch.metadata(i, in.bytes(length - 1));
            }
        }
    }

    private static void readWorkers(ByteSource in, int rows, TickBatch batch) throws FrameFault {
        int names = in.countOf("worker ids", 1);
        if (names == 0) {
            return;
        }
        String[] workers = new String[names];
        for (int i = 0; i < names; i++) {
            workers[i] = in.text();
        }
        var numbers = in.longs(rows);
        for (int i = 0; i < rows; i++) {
            long number = numbers.at(i);
            if (number < 0 || number > names) {
                throw new FrameFault("Expected a worker id of 0 to " + names + ", was " + number);
            }
            if (number > 0) {
                batch.workerId(i, workers[(int) number - 1]);
            }
        }
    }
}
