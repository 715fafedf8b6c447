package dev.tidemark.journal.codec;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.Side;
import dev.tidemark.market.TradeBatch;

/// The columns of trades and their marks. Ids that are plain numbers travel as numbers.
final class TradeColumns {

    private static final int IDS_ARE_NUMBERS = 1;
    private static final int COUNTED = 1 << 2;
    private static final int SIDE = 3;
    private static final int LAST_TRADE = 1;
    private static final int LOST_FRAMES = 2;

    private TradeColumns() {}

    static void write(TradeBatch batch, RowSelection rows, boolean withReceiveTimes, ColumnWriter columns) {
        ByteSink out = columns.out();
        int flags = out.skip(1);
        columns.series(batch, rows);
        columns.times(batch, rows);
        int count = rows.count();
        long[] column = columns.longs(count);
        if (withReceiveTimes) {
            for (int i = 0; i < count; i++) {
                column[i] = batch.receivedUs(rows.row(i));
            }
            out.longs(column, count);
        }
        if (areNumbers(batch, rows, column)) {
            out.setByte(flags, IDS_ARE_NUMBERS);
            out.longs(column, count);
        } else {
            for (int i = 0; i < count; i++) {
                out.text(batch.tradeId(rows.row(i)));
            }
        }
        writeAmounts(batch, rows, out);
        writeMarks(batch, rows, out);
    }

    private static boolean areNumbers(TradeBatch batch, RowSelection rows, long[] column) {
        for (int i = 0; i < rows.count(); i++) {
            column[i] = number(batch.tradeId(rows.row(i)));
            if (column[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// The id as a number, or -1 where writing the number again would not give the same text.
    private static long number(String id) {
        int length = id.length();
        if (length == 0 || length > 18 || (id.charAt(0) == '0' && length > 1)) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static void writeAmounts(TradeBatch batch, RowSelection rows, ByteSink out) {
        int count = rows.count();
        for (int i = 0; i < count; i++) {
            out.float64(batch.price(rows.row(i)));
        }
        for (int i = 0; i < count; i++) {
            out.float64(batch.tradeSize(rows.row(i)));
        }
        for (int i = 0; i < count; i++) {
            int row = rows.row(i);
            out.int8(batch.side(row).code() | (batch.isCounted(row) ? COUNTED : 0));
        }
    }

    private static void writeMarks(TradeBatch batch, RowSelection rows, ByteSink out) {
        int count = 0;
        for (FeedMark mark : batch.marks()) {
            count += rows.hasMarksOf(mark.series().lane()) ? 1 : 0;
        }
        out.count(count);
        for (int i = 0; count > 0 && i < batch.marks().size(); i++) {
            FeedMark mark = batch.marks().get(i);
            if (rows.hasMarksOf(mark.series().lane())) {
                writeMark(mark, out);
            }
        }
    }

    private static void writeMark(FeedMark mark, ByteSink out) {
        switch (mark) {
            case FeedMark.LastTrade last -> {
                out.int8(LAST_TRADE);
                out.int64(last.tradeId());
            }
            case FeedMark.LostFrames lost -> {
                out.int8(LOST_FRAMES);
                out.int64(lost.from());
                out.int64(lost.to());
            }
        }
        out.int64(mark.seenUs());
        out.int8(mark.series().dataset().code());
        SeriesCache.write(out, mark.series());
    }

    static TradeBatch read(ByteSource in, int rows) throws FrameFault {
        int flags = in.int8();
        if ((flags & ~IDS_ARE_NUMBERS) != 0) {
            throw new FrameFault("Expected trade columns of 0 or 1, was " + flags);
        }
        var series = SeriesColumn.read(in, Dataset.TRADES, rows);
        var times = in.longs(rows);
        var received = in.longs(rows);
        String[] ids = readIds(in, rows, flags);
        int price = in.doubles(rows);
        int tradeSize = in.doubles(rows);
        int sides = in.take(rows, 1);
        var batch = new TradeBatch(rows);
        for (int i = 0; i < rows; i++) {
            int side = in.array()[sides + i];
            batch.add(
                    series.at(i),
                    times.at(i),
                    received.at(i),
                    ids[i],
                    in.doubleAt(price, i),
                    in.doubleAt(tradeSize, i),
                    side(side & ~COUNTED));
            if ((side & COUNTED) != 0) {
                batch.counted(i);
            }
        }
        readMarks(in, batch);
        return batch;
    }

    private static String[] readIds(ByteSource in, int rows, int flags) throws FrameFault {
        String[] ids = new String[rows];
        if (flags == IDS_ARE_NUMBERS) {
            var numbers = in.longs(rows);
            for (int i = 0; i < rows; i++) {
                ids[i] = Long.toString(numbers.at(i));
            }
        } else {
            for (int i = 0; i < rows; i++) {
                ids[i] = in.text();
            }
        }
        return ids;
    }

    private static Side side(int code) throws FrameFault {
        if (code < 0 || code > SIDE - 1) {
            throw new FrameFault("Expected a side of 0 to 2, was " + code);
        }
        return Side.ofCode(code);
    }

    private static void readMarks(ByteSource in, TradeBatch batch) throws FrameFault {
        int count = in.countOf("marks", 22);
        for (int i = 0; i < count; i++) {
            batch.mark(readMark(in));
        }
    }

    private static FeedMark readMark(ByteSource in) throws FrameFault {
        int kind = in.int8();
        if (kind != LAST_TRADE && kind != LOST_FRAMES) {
            throw new FrameFault("Expected a mark of kind 1 or 2, was " + kind);
        }
        long first = in.int64();
        long last = kind == LOST_FRAMES ? in.int64() : first;
        long seenUs = in.int64();
        int code = in.int8();
        if (code != Dataset.TICKS.code() && code != Dataset.TRADES.code()) {
            throw new FrameFault("Expected a mark's dataset of 1 or 2, was " + code);
        }
        var series = SeriesCache.SHARED.read(in, Dataset.ofCode(code));
        return kind == LAST_TRADE
                ? new FeedMark.LastTrade(series, first, seenUs)
                : new FeedMark.LostFrames(series, first, last, seenUs);
    }
}
