package dev.tidemark.hot.postgres;

import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.RowCounts;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads ticks, trades, gaps and figures.
final class PostgresHotReader implements HotReader {

    private static final String SYMBOLS = """
        select symbol, array_agg(distinct source order by source) as sources,
               array_agg(distinct dataset order by dataset) as datasets
          from series where dataset <> 'samples' group by symbol order by symbol\
        """;
    private static final String GAPS = """
        select id, source, symbol, kind, from_id, to_id, seen, filled from gaps order by id desc limit $1\
        """;
    /// Rows are what the last ANALYZE or VACUUM found; where there was none yet, some 110 bytes each. A partition has
    /// its day in its name and may be empty, being made ahead; a chunk is made by its first row.
    private static final String TABLES = """
        select t.name,
               coalesce(sum(case when c.reltuples >= 0 then c.reltuples else s.bytes / 110 end), 0)::int8 as rows,
               coalesce(sum(pg_total_relation_size(c.oid)), 0)::int8 as bytes,
               case t.name when 'candles' then ((select min(time) from candles) at time zone 'utc')::date
                    else coalesce(min(d.day) filter (where s.bytes > 0), min(h.min)) end as first,
               case t.name when 'candles' then ((select max(time) from candles) at time zone 'utc')::date
                    else coalesce(max(d.day) filter (where s.bytes > 0), max(h.max)) end as last,
               (select count(*)::int4 from series r where r.dataset = t.name) as series
          from (values ('candles'), ('samples'), ('ticks'), ('trades')) t (name)
          left join lateral (
               select inhrelid as oid from pg_inherits where inhparent = t.name::regclass
                union all select 'candles'::regclass where t.name = 'candles') i on true
          left join pg_class c on c.oid = i.oid
          left join lateral (select pg_relation_size(c.oid) as bytes) s on true
          left join lateral (select case when c.relname ~ '_[0-9]{8}$'
                             then to_date(right(c.relname, 8), 'YYYYMMDD') end as day) d on true
          left join lateral (select min(day), max(day) from unnest(case when t.name <> 'candles'
                             and tidemark_days(t.name) is null then tidemark_hot_days(t.name) end) day) h on true
         group by t.name order by t.name\
        """;

    /// Hot ticks that cold owns and that are not dropped yet are among the marks, too: hence the greater one of
    /// both.
    private static final String LAST_RECEIVED = """
        select s.source, s.symbol, n.received,
               (greatest(
                   (select count(*) from ticks t where t.series_id = n.series_id and t.received = n.received),
                   (select m.count from tick_marks m where m.series_id = n.series_id and m.received = n.received))
                + (select count(*) from late_ticks l
                    where l.series_id = n.series_id and l.received = n.received))::int4 as count
          from (select series_id, max(received) as received
                  from (select series_id, max(received) as received from ticks group by series_id
                        union all
                        select series_id, max(received) from late_ticks group by series_id
                        union all
                        select series_id, received from tick_marks) each
                 group by series_id) n
          join series s using (series_id)\
        """;

    private final Connections connections;
    private final PostgresRowCounts counts;

    PostgresHotReader(Connections connections) {
        this.connections = connections;
        this.counts = new PostgresRowCounts(connections);
    }

    @Override
    public Future<List<SymbolListing>> symbols() {
        return list(connections.query(SYMBOLS), PostgresHotReader::symbol);
    }

    @Override
    public Future<List<Gap>> gaps(int limit) {
        return list(connections.query(GAPS, limit), PostgresHotReader::gap);
    }

    @Override
    public Future<List<TableStats>> tables() {
        return list(connections.query(TABLES), PostgresHotReader::table);
    }

    @Override
    public Future<RowCounts> counts(Instant since) {
        return counts.since(since);
    }

    @Override
    public Future<Map<Series, LastReceived>> lastReceived() {
        return connections.query(LAST_RECEIVED).map(rows -> {
            Map<Series, LastReceived> last = new HashMap<>();
            for (Row row : rows) {
                last.put(
                        new Series(Dataset.TICKS, row.getString("source"), row.getString("symbol")),
                        new LastReceived(Micros.of(row.getOffsetDateTime("received")), row.getInteger("count")));
            }
            return last;
        });
    }

    private static SymbolListing symbol(Row row) {
        return new SymbolListing(
                row.getString("symbol"),
                List.of(row.getArrayOfStrings("sources")),
                List.of(row.getArrayOfStrings("datasets")));
    }

    private static Gap gap(Row row) {
        return new Gap(
                row.getLong("id"),
                row.getString("source"),
                row.getString("symbol"),
                row.getString("kind"),
                row.getLong("from_id"),
                row.getLong("to_id"),
                row.getOffsetDateTime("seen").toInstant(),
                Micros.toInstant(row.getOffsetDateTime("filled")));
    }

    private static TableStats table(Row row) {
        LocalDate last = row.getLocalDate("last");
        return new TableStats(
                row.getString("name"),
                row.getLong("rows"),
                row.getLong("bytes"),
                midnight(row.getLocalDate("first")),
                midnight(last == null ? null : last.plusDays(1)),
                row.getInteger("series"));
    }

    private static @Nullable Instant midnight(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static <T> Future<List<T>> list(Future<RowSet<Row>> rows, Function<Row, T> one) {
        return rows.map(
                all -> StreamSupport.stream(all.spliterator(), false).map(one).toList());
    }
}
