package dev.tidemark.hot.postgres.snapshot;

import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.tier.DayColumns;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TimeRange;
import io.vertx.sqlclient.Tuple;
import java.util.StringJoiner;

/// The statement that reads rows of some series out of a hot or late table, in the order of an answer.
///
/// @param sql with [DayColumns] as its first columns
record SnapshotRows(Dataset dataset, String sql, Tuple arguments) {

    /// @param ids of the series, in the order of their names
    static SnapshotRows of(Dataset dataset, String table, Integer[] ids, TimeRange range) {
        return dataset == Dataset.SAMPLES ? bySeries(table, ids, range) : byTime(dataset, table, ids, range);
    }

    /// One walk through the index for each series. A subquery with an order of its own is never joined in another
    /// way than row by row, so that rows come in the order of the numbers given.
    private static SnapshotRows bySeries(String table, Integer[] ids, TimeRange range) {
        String sql = "select t.* from unnest($1::int[]) u (id) cross join lateral (select "
                + DayColumns.of(Dataset.SAMPLES, "l") + " from " + table
                + " l where l.series_id = u.id and l.time >= $2 and l.time < $3 order by l.time) t";
        return new SnapshotRows(Dataset.SAMPLES, sql, Tuple.wrap(new Object[] {
            ids, Micros.toOffset(range.fromUs()), Micros.toOffset(range.toUs())
        }));
    }

    /// Each series is a branch in the order of the answer, so that PostgreSQL merges walks through the index and
    /// the first rows come at once.
    private static SnapshotRows byTime(Dataset dataset, String table, Integer[] ids, TimeRange range) {
        // A trade's day follows from its time, so that both orders are one; named first, it lets PostgreSQL go day by
        // day.
        boolean isTrades = dataset == Dataset.TRADES;
        Tuple arguments = Tuple.of(Micros.toOffset(range.fromUs()), Micros.toOffset(range.toUs()));
        if (isTrades) {
            arguments.addLocalDate(range.firstDay()).addLocalDate(range.endDay());
        }
        String columns = DayColumns.of(dataset, "l") + (isTrades ? ", l.day" : "");
        String within = " and l.time >= $1 and l.time < $2" + (isTrades ? " and l.day >= $3 and l.day < $4" : "");
        var union = new StringJoiner(" union all ");
        for (Integer id : ids) {
            arguments.addInteger(id);
            union.add("(select " + columns + " from " + table + " l where l.series_id = $" + arguments.size() + within
                    + ")");
        }
        String order = (isTrades ? "day, " : "") + "time, ingest_id";
        return new SnapshotRows(dataset, "select * from (" + union + ") feed order by " + order, arguments);
    }
}
