package dev.tidemark.hot.postgres.tier;

import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of a hot or late row, and rows of them as a batch.
public final class DayColumns {

    private DayColumns() {}

    public static String of(Dataset dataset, String alias) {
        String names = switch (dataset) {
            case SAMPLES -> "series_id, time, value";
            case TICKS ->
                "series_id, time, received, price, bid, ask, bid_size, ask_size, volume, sequence, ingest_id, worker_id, "
                        + "metadata";
            case TRADES -> "series_id, time, received, trade_id, price, size, side, ingest_id";
            case CANDLES ->
                throw new IllegalArgumentException("Expected a dataset that is archived by day, was candles");
        };
        String qualified = alias + "." + names.replace(", ", ", " + alias + ".");
        return dataset == Dataset.TICKS ? qualified + "::text" : qualified;
    }

    public static RecordBatch batch(Dataset dataset, RowSet<Row> rows, Map<Integer, Series> idToSeries) {
        return switch (dataset) {
            case SAMPLES -> samples(rows, idToSeries);
            case TICKS -> ticks(rows, idToSeries);
            case TRADES -> trades(rows, idToSeries);
            case CANDLES ->
                throw new IllegalArgumentException("Expected a dataset that is archived by day, was candles");
        };
    }

    private static SampleBatch samples(RowSet<Row> rows, Map<Integer, Series> idToSeries) {
        var batch = new SampleBatch(rows.size());
        for (Row row : rows) {
            batch.add(series(row, idToSeries), Micros.of(row.getOffsetDateTime(1)), row.getDouble(2));
        }
        return batch;
    }

    private static TickBatch ticks(RowSet<Row> rows, Map<Integer, Series> idToSeries) {
        var batch = new TickBatch(rows.size());
        for (Row row : rows) {
            int at = batch.add(
                    series(row, idToSeries),
                    Micros.of(row.getOffsetDateTime(1)),
                    Micros.of(row.getOffsetDateTime(2)),
                    row.getDouble(3));
            batch.quote(at, number(row, 4), number(row, 5), number(row, 6), number(row, 7));
            batch.volume(at, number(row, 8));
            Long sequence = row.getLong(9);
            batch.sequence(at, sequence == null ? TickBatch.NO_SEQUENCE : sequence);
            batch.origin(at, row.getLong(10));
            batch.workerId(at, row.getString(11));
            String json = row.getString(12);
            batch.metadata(at, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        }
        return batch;
    }

    private static TradeBatch trades(RowSet<Row> rows, Map<Integer, Series> idToSeries) {
        var batch = new TradeBatch(rows.size());
        for (Row row : rows) {
            int at = batch.add(
                    series(row, idToSeries),
                    Micros.of(row.getOffsetDateTime(1)),
                    Micros.of(row.getOffsetDateTime(2)),
                    row.getString(3),
                    row.getDouble(4),
                    row.getDouble(5),
                    Side.ofCode(row.getShort(6)));
            batch.origin(at, row.getLong(7));
        }
        return batch;
    }

    private static Series series(Row row, Map<Integer, Series> idToSeries) {
        Series series = idToSeries.get(row.getInteger(0));
        if (series == null) {
            throw new IllegalStateException("Expected a series of the partition, was number " + row.getInteger(0));
        }
        return series;
    }

    private static double number(Row row, int column) {
        @Nullable Double value = row.getDouble(column);
        return value == null ? Double.NaN : value;
    }
}
