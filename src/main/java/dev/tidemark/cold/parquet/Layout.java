package dev.tidemark.cold.parquet;

import dev.tidemark.cold.parquet.Column.Name;
import dev.tidemark.cold.parquet.Column.Real;
import dev.tidemark.cold.parquet.Column.Text;
import dev.tidemark.cold.parquet.Column.Unit;
import dev.tidemark.cold.parquet.Column.Whole;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The columns of the files of a dataset, in their order. Never changed, only replaced under another number: readers
/// take blocks apart without a footer.
///
/// @param nameColumn the index of the column that rows are sorted by first
/// @param timeColumn the index of the column that rows are sorted by next
/// @param partitionColumn the index of the column that has the partition's name in every row
public record Layout(
        Dataset dataset, List<Column<RecordBatch>> columns, int nameColumn, int timeColumn, int partitionColumn) {

    /// Written into every footer.
    public static final int NUMBER = 1;

    private static final long NEVER = Long.MIN_VALUE;

    private static final Layout SAMPLES = new Layout(
            Dataset.SAMPLES,
            List.of(
                    new Whole<>("timestamp", false, Unit.MILLIS, NEVER, RecordBatch::timeUs),
                    symbol("point_name"),
                    new Real<>("value", false, (rows, row) -> ((SampleBatch) rows).value(row)),
                    source("site_name")),
            1,
            0,
            3);

    private static final Layout TICKS = new Layout(
            Dataset.TICKS,
            List.of(
                    time("time", RecordBatch::timeUs),
                    time("received", (rows, row) -> ((TickBatch) rows).receivedUs(row)),
                    source("source"),
                    symbol("symbol"),
                    new Real<>("price", false, (rows, row) -> ((TickBatch) rows).price(row)),
                    new Real<>("bid", true, (rows, row) -> ((TickBatch) rows).bid(row)),
                    new Real<>("ask", true, (rows, row) -> ((TickBatch) rows).ask(row)),
                    new Real<>("bid_size", true, (rows, row) -> ((TickBatch) rows).bidSize(row)),
                    new Real<>("ask_size", true, (rows, row) -> ((TickBatch) rows).askSize(row)),
                    new Real<>("volume", true, (rows, row) -> ((TickBatch) rows).volume(row)),
                    new Whole<>(
                            "sequence",
                            true,
                            Unit.COUNT,
                            TickBatch.NO_SEQUENCE,
                            (rows, row) -> ((TickBatch) rows).sequence(row)),
                    new Name<>("worker_id", true, (rows, row) -> ((TickBatch) rows).workerId(row)),
                    new Text<>("metadata", true, (rows, row) -> ((TickBatch) rows).metadata(row)),
                    ingestId()),
            2,
            0,
            3);

    private static final Layout TRADES = new Layout(
            Dataset.TRADES,
            List.of(
                    time("time", RecordBatch::timeUs),
                    time("received", (rows, row) -> ((TradeBatch) rows).receivedUs(row)),
                    source("source"),
                    symbol("symbol"),
                    new Text<>(
                            "trade_id",
                            false,
                            (rows, row) -> ((TradeBatch) rows).tradeId(row).getBytes(StandardCharsets.UTF_8)),
                    new Real<>("price", false, (rows, row) -> ((TradeBatch) rows).price(row)),
                    new Real<>("size", false, (rows, row) -> ((TradeBatch) rows).tradeSize(row)),
                    new Name<>("side", true, (rows, row) -> label(((TradeBatch) rows).side(row))),
                    ingestId()),
            2,
            0,
            3);

    private static final Layout CANDLES = new Layout(
            Dataset.CANDLES,
            List.of(
                    source("source"),
                    symbol("symbol"),
                    new Name<>(
                            "timeframe",
                            false,
                            (rows, row) -> ((CandleBatch) rows).timeframe(row).label()),
                    time("time", RecordBatch::timeUs),
                    new Real<>("open", false, (rows, row) -> ((CandleBatch) rows).open(row)),
                    new Real<>("high", false, (rows, row) -> ((CandleBatch) rows).high(row)),
                    new Real<>("low", false, (rows, row) -> ((CandleBatch) rows).low(row)),
                    new Real<>("close", false, (rows, row) -> ((CandleBatch) rows).close(row)),
                    new Real<>("volume", true, (rows, row) -> ((CandleBatch) rows).volume(row)),
                    new Real<>("quote_volume", true, (rows, row) -> ((CandleBatch) rows).quoteVolume(row)),
                    new Whole<>(
                            "trades",
                            true,
                            Unit.COUNT,
                            CandleBatch.UNKNOWN,
                            (rows, row) -> ((CandleBatch) rows).trades(row))),
            0,
            3,
            1);

    public static Layout of(Dataset dataset) {
        return switch (dataset) {
            case SAMPLES -> SAMPLES;
            case TICKS -> TICKS;
            case TRADES -> TRADES;
            case CANDLES -> CANDLES;
        };
    }

    /// What the rows of a series are sorted and found by: the point of samples, else the source.
    public String nameOf(Series series) {
        return dataset == Dataset.SAMPLES ? series.symbol() : series.source();
    }

    /// The name of the partition that a series belongs to.
    public String partitionOf(Series series) {
        return dataset == Dataset.SAMPLES ? series.source() : series.symbol();
    }

    /// The series of a name of a partition.
    public Series series(String partition, String name) {
        return dataset == Dataset.SAMPLES ? new Series(dataset, partition, name) : new Series(dataset, name, partition);
    }

    /// Whether rows have an ingest id.
    public boolean hasOrigin() {
        return dataset == Dataset.TICKS || dataset == Dataset.TRADES;
    }

    private static Column<RecordBatch> time(String name, Column.LongOfRow<RecordBatch> value) {
        return new Whole<>(name, false, Unit.MICROS, NEVER, value);
    }

    private static Column<RecordBatch> source(String name) {
        return new Name<>(name, false, (rows, row) -> rows.series(row).source());
    }

    private static Column<RecordBatch> symbol(String name) {
        return new Name<>(name, false, (rows, row) -> rows.series(row).symbol());
    }

    private static Column<RecordBatch> ingestId() {
        return new Whole<>("ingest_id", false, Unit.COUNT, NEVER, RecordBatch::origin);
    }

    private static @Nullable String label(Side side) {
        return side == Side.UNKNOWN ? null : side.name().toLowerCase(Locale.ROOT);
    }
}
