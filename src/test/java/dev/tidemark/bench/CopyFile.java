package dev.tidemark.bench;

import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The same rows as a file for `COPY … (FORMAT binary)`, in their order of arrival.
final class CopyFile {

    static final String TICK_COLUMNS =
            "series_id, time, received, price, bid, ask, bid_size, ask_size, sequence, ingest_id";
    static final String TRADE_COLUMNS = "series_id, day, trade_id, time, received, price, size, side, ingest_id";

    static final String CANDLE_COLUMNS = "series_id, timeframe, time, open, high, low, close, volume";
    static final String SAMPLE_COLUMNS = "series_id, time, value";

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    /// 2000-01-01, from which PostgreSQL counts.
    private static final long EPOCH_US = 946_684_800_000_000L;
    private static final long DAY_US = 86_400_000_000L;

    private final DataOutputStream out;

    private CopyFile(DataOutputStream out) {
        this.out = out;
    }

    static void write(Path file, RecordBatch rows) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            var copy = new CopyFile(out);
            for (int row = 0; row < rows.size(); row++) {
                switch (rows) {
                    case TickBatch ticks -> copy.tick(ticks, row);
                    case TradeBatch trades -> copy.trade(trades, row);
                    case CandleBatch candles -> copy.candle(candles, row);
                    case SampleBatch samples -> copy.sample(samples, row);
                }
            }
            out.writeShort(-1);
        }
    }

    private void tick(TickBatch ticks, int row) throws IOException {
        out.writeShort(10);
        number(seriesId(ticks, row));
        time(ticks.timeUs(row));
        time(ticks.receivedUs(row));
        number(ticks.price(row));
        number(ticks.bid(row));
        number(ticks.ask(row));
        number(ticks.bidSize(row));
        number(ticks.askSize(row));
        number(ticks.sequence(row));
        number(1L << 54 | row);
    }

    private void trade(TradeBatch trades, int row) throws IOException {
        out.writeShort(9);
        number(seriesId(trades, row));
        number((int) ((trades.timeUs(row) - EPOCH_US) / DAY_US));
        text(trades.tradeId(row));
        time(trades.timeUs(row));
        time(trades.receivedUs(row));
        number(trades.price(row));
        number(trades.tradeSize(row));
        out.writeInt(2);
        out.writeShort(trades.side(row).code());
        number(1L << 54 | row);
    }

    private void candle(CandleBatch candles, int row) throws IOException {
        out.writeShort(8);
        number(seriesId(candles, row));
        text(candles.timeframe(row).label());
        time(candles.timeUs(row));
        number(candles.open(row));
        number(candles.high(row));
        number(candles.low(row));
        number(candles.close(row));
        number(candles.volume(row));
    }

    private void sample(SampleBatch samples, int row) throws IOException {
        out.writeShort(3);
        number(seriesId(samples, row));
        time(samples.timeUs(row));
        number(samples.value(row));
    }

    private static int seriesId(RecordBatch rows, int row) {
        return Integer.parseInt(rows.series(row).symbol().substring(1));
    }

    private void time(long us) throws IOException {
        number(us - EPOCH_US);
    }

    private void number(int value) throws IOException {
        out.writeInt(4);
        out.writeInt(value);
    }

    private void number(long value) throws IOException {
        out.writeInt(8);
        out.writeLong(value);
    }

    private void number(double value) throws IOException {
        out.writeInt(8);
        out.writeDouble(value);
    }

    private void text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
