package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.IdLedger;
import dev.tidemark.hot.IdLedger.Hole;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.FeedMark.LostFrames;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// The changes that one batch makes to the table `gaps` and to `trade_progress`.
final class GapRows {

    private static final String INSERT = """
        insert into gaps (source, symbol, kind, from_id, to_id, seen)
        select * from unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::timestamptz[])\
        """;
    private static final String UPDATE = """
        update gaps g
           set from_id = coalesce(c.from_id, g.from_id), to_id = coalesce(c.to_id, g.to_id), filled = c.filled
          from unnest($1::text[], $2::text[], $3::int8[], $4::int8[], $5::int8[], $6::timestamptz[])
               as c (source, symbol, old_from, from_id, to_id, filled)
         where g.source = c.source and g.symbol = c.symbol and g.from_id = c.old_from
           and g.kind = 'trade-id' and g.filled is null\
        """;
    private static final String PROGRESS = """
        update trade_progress p set last_id = c.last_id
          from unnest($1::int4[], $2::int8[]) as c (series_id, last_id) where p.series_id = c.series_id\
        """;

    private final OffsetDateTime now;
    private final List<Object[]> inserts = new ArrayList<>();
    private final List<Object[]> updates = new ArrayList<>();
    private final List<Object[]> progress = new ArrayList<>();

    /// @param now when holes that close were filled
    GapRows(OffsetDateTime now) {
        this.now = now;
    }

    /// Adds what has changed in a series' ledger.
    void add(Series series, int seriesId, IdLedger ledger) {
        IdLedger.Changes changes = ledger.changes();
        changes.opened().forEach(hole -> add(series, "trade-id", hole));
        changes.changed()
                .forEach((from, hole) -> updates.add(
                        new Object[] {series.source(), series.symbol(), from, hole.from(), hole.to(), null}));
        changes.filled()
                .forEach(from -> updates.add(new Object[] {series.source(), series.symbol(), from, null, null, now}));
        if (ledger.hasMoved()) {
            progress.add(new Object[] {seriesId, ledger.last()});
        }
    }

    void add(LostFrames lost) {
        add(lost.series(), "frames", new Hole(lost.from(), lost.to(), lost.seenUs()));
    }

    /// Rows that will be new in `gaps`.
    int opened() {
        return inserts.size();
    }

    Future<Void> write(SqlConnection connection) {
        // Shrinking before inserting: a hole that is cut in two would meet its own old row otherwise.
        return run(
                        connection,
                        UPDATE,
                        updates,
                        String.class,
                        String.class,
                        Long.class,
                        Long.class,
                        Long.class,
                        OffsetDateTime.class)
                .compose(_ -> run(
                        connection,
                        INSERT,
                        inserts,
                        String.class,
                        String.class,
                        String.class,
                        Long.class,
                        Long.class,
                        OffsetDateTime.class))
                .compose(_ -> run(connection, PROGRESS, progress, Integer.class, Long.class));
    }

    private void add(Series series, String kind, Hole hole) {
        inserts.add(new Object[] {
            series.source(), series.symbol(), kind, hole.from(), hole.to(), Micros.toOffset(hole.seenUs())
        });
    }

    private static Future<Void> run(SqlConnection connection, String sql, List<Object[]> rows, Class<?>... types) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection.preparedQuery(sql).execute(columns(rows, types)).mapEmpty();
    }

    private static Tuple columns(List<Object[]> rows, Class<?>... types) {
        Object[] columns = new Object[types.length];
        for (int c = 0; c < types.length; c++) {
            Object[] column = (Object[]) java.lang.reflect.Array.newInstance(types[c], rows.size());
            for (int r = 0; r < rows.size(); r++) {
                column[r] = rows.get(r)[c];
            }
            columns[c] = column;
        }
        return Tuple.wrap(columns);
    }
}
