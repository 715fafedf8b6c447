package dev.tidemark.hot.postgres;

import dev.tidemark.hot.HotReader.FeedQuery;
import dev.tidemark.hot.HotReader.Keyset;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The statement that answers a [FeedQuery], and its rows as columns.
///
/// Each series is a branch of a UNION ALL in the order of the answer, so that PostgreSQL merges index scans and the
/// first rows come at once, instead of sorting a range that may be large.
final class FeedRows {

    private static final String TICKS = """
        series_id, time, received, price, bid, ask, bid_size, ask_size, volume, sequence, ingest_id, worker_id, \
        metadata::text as metadata\
        """;
    private static final String TRADES = "series_id, day, time, received, trade_id, price, size, side, ingest_id";

    private final FeedQuery query;
    private final Map<Integer, Series> idToSeries;

    FeedRows(FeedQuery query, Map<Integer, Series> idToSeries) {
        this.query = query;
        this.idToSeries = idToSeries;
    }

    /// Whether there is no such series.
    boolean isEmpty() {
        return idToSeries.isEmpty();
    }

    String sql() {
        boolean isTrades = query.dataset() == Dataset.TRADES;
        // A trade's day follows from its time, so that both orders are one; named first, it lets PostgreSQL go day by
        // day.
        String order = (isTrades ? "day, " : "") + "time, ingest_id";
        String where = " >= $1 and time < $2 and (time, ingest_id) > ($3, $4)"
                + (isTrades ? " and day >= $5 and day <= $6" : " and $5::date <= $6::date");
        var union = new StringJoiner(" union all ");
        for (int id : idToSeries.keySet()) {
            union.add("(select " + (isTrades ? TRADES : TICKS) + " from "
                    + query.dataset().label() + " where series_id = " + id + " and time" + where + ")");
        }
        return "select * from (" + union + ") feed order by " + order + " limit $7";
    }

    Tuple parameters() {
        Keyset after = query.after();
        long afterUs = after == null ? query.fromUs() : after.timeUs();
        long afterId = after == null ? Long.MIN_VALUE : after.ingestId();
        return Tuple.tuple()
                .addValue(Micros.toOffset(query.fromUs()))
                .addValue(Micros.toOffset(query.toUs()))
                .addValue(Micros.toOffset(afterUs))
                .addValue(afterId)
                .addValue(Micros.date(query.fromUs()))
                .addValue(Micros.date(query.toUs()))
                .addValue((long) query.limit());
    }

    RecordBatch batch(RowSet<Row> rows) {
        return query.dataset() == Dataset.TICKS ? ticks(rows) : trades(rows);
    }

    private TickBatch ticks(RowSet<Row> rows) {
        var batch = new TickBatch(rows.size());
        for (Row row : rows) {
            int at = batch.add(
                    series(row),
                    Micros.of(row.getOffsetDateTime(1)),
                    Micros.of(row.getOffsetDateTime(2)),
                    row.getDouble(3));
            batch.quote(at, number(row, 4), number(row, 5), number(row, 6), number(row, 7));
            batch.volume(at, number(row, 8));
            Long sequence = row.getLong(9);
            batch.sequence(at, sequence == null ? TickBatch.NO_SEQUENCE : sequence);
            batch.origin(at, row.getLong(10));
            batch.workerId(at, row.getString(11));
            batch.metadata(at, utf8(row.getString(12)));
        }
        return batch;
    }

    private TradeBatch trades(RowSet<Row> rows) {
        var batch = new TradeBatch(rows.size());
        for (Row row : rows) {
            int at = batch.add(
                    series(row),
                    Micros.of(row.getOffsetDateTime(2)),
                    Micros.of(row.getOffsetDateTime(3)),
                    row.getString(4),
                    row.getDouble(5),
                    row.getDouble(6),
                    Side.ofCode(row.getShort(7)));
            batch.origin(at, row.getLong(8));
        }
        return batch;
    }

    private Series series(Row row) {
        Series series = idToSeries.get(row.getInteger(0));
        if (series == null) {
            throw new IllegalStateException("Expected a series of the query, was number " + row.getInteger(0));
        }
        return series;
    }

    private static double number(Row row, int column) {
        Double value = row.getDouble(column);
        return value == null ? Double.NaN : value;
    }

    private static byte @Nullable [] utf8(@Nullable String json) {
        return json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    }
}
