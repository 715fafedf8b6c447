package dev.tidemark.hot.postgres;

import dev.tidemark.hot.RowCounts;
import dev.tidemark.hot.RowCounts.SourceRows;
import dev.tidemark.hot.RowCounts.SymbolRows;
import dev.tidemark.hot.postgres.client.Connections;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;

/// Counts rows, each table by one walk through an index.
final class PostgresRowCounts {

    private static final String BY_SOURCE = """
        with counted as (
            select series_id, count(*) as rows from candles group by series_id
             union all select series_id, count(*) from samples group by series_id
             union all select series_id, count(*) from late_samples group by series_id
             union all select series_id, count(*) from ticks group by series_id
             union all select series_id, count(*) from late_ticks group by series_id
             union all select series_id, count(*) from trades group by series_id
             union all select series_id, count(*) from late_trades group by series_id)
        select s.dataset, s.source, sum(c.rows)::int8 as rows
          from counted c join series s using (series_id)
         group by s.dataset, s.source order by s.dataset, s.source\
        """;
    private static final String RECENT = """
        with counted as (
            select series_id, count(*) as rows from ticks where time >= $1 group by series_id
             union all select series_id, count(*) from late_ticks where time >= $1 group by series_id
             union all
            select series_id, count(*) from trades
             where day >= ($1 at time zone 'utc')::date and time >= $1 group by series_id
             union all select series_id, count(*) from late_trades where time >= $1 group by series_id)
        select s.dataset, s.source, s.symbol, sum(c.rows)::int8 as rows
          from counted c join series s using (series_id)
         group by s.dataset, s.source, s.symbol order by s.dataset, s.source, s.symbol\
        """;

    private final Connections connections;

    PostgresRowCounts(Connections connections) {
        this.connections = connections;
    }

    Future<RowCounts> since(Instant from) {
        return connections
                .query(BY_SOURCE)
                .compose(bySource -> connections
                        .query(RECENT, from.atOffset(ZoneOffset.UTC))
                        .map(recent -> new RowCounts(
                                StreamSupport.stream(bySource.spliterator(), false)
                                        .map(row -> new SourceRows(
                                                row.getString("dataset"), row.getString("source"), row.getLong("rows")))
                                        .toList(),
                                StreamSupport.stream(recent.spliterator(), false)
                                        .map(row -> new SymbolRows(
                                                row.getString("dataset"),
                                                row.getString("source"),
                                                row.getString("symbol"),
                                                row.getLong("rows")))
                                        .toList())));
    }
}
