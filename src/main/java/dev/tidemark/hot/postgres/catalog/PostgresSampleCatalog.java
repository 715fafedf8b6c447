package dev.tidemark.hot.postgres.catalog;

import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Looks into the index of the samples once or twice for each point.
public final class PostgresSampleCatalog implements SampleCatalog {

    /// What the lake has of each site: the files that own some day.
    private static final String LAKE = """
        select f.partition as site, min(f.first) as first, max(f.last) as last, sum(f.rows)::int8 as rows
          from lake_files f
         where f.dataset = 'samples' and exists (select from tier_days d where d.file_id = f.file_id)
         group by f.partition\
        """;
    private static final String SITES = """
        with lake as (%s),
        points as (
            select s.source, f.time as first, l.time as last
              from series s
              left join lateral (select time from samples where series_id = s.series_id order by time limit 1) f on true
              left join lateral
                  (select time from samples where series_id = s.series_id order by time desc limit 1) l on true
             where s.dataset = 'samples'),
        hot as (
            select coalesce(sum(greatest(c.reltuples, 0)), 0) / greatest(1, (select count(*) from points)) as each
              from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'samples'::regclass)
        select p.source as name, count(*) as points, least(min(p.first), min(lake.first)) as first,
               greatest(max(p.last), max(lake.last)) as last,
               (coalesce(max(lake.rows), 0) + count(p.last) * (select each from hot))::int8 as rows
          from points p left join lake on lake.site = p.source
         group by p.source order by p.source collate "C"\
        """.formatted(LAKE);
    private final Connections connections;

    public PostgresSampleCatalog(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Future<List<Site>> sites() {
        return connections
                .query(SITES)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresSampleCatalog::site)
                        .toList());
    }

    @Override
    public Future<List<Point>> points(Wanted wanted) {
        List<String> names = wanted.names();
        String tag = wanted.tag();
        int colon = tag == null ? -1 : tag.indexOf(':');
        return connections
                .query(
                        PointsQuery.SQL,
                        wanted.site(),
                        names == null ? null : names.toArray(String[]::new),
                        wanted.search(),
                        wanted.after(),
                        (long) wanted.limit(),
                        wanted.unit(),
                        tag == null || colon < 0 ? tag : tag.substring(0, colon),
                        tag == null || colon < 0 ? null : tag.substring(colon + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresSampleCatalog::point)
                        .toList());
    }

    @Override
    public Future<Optional<Coverage>> coverage(String site, LocalDate from, LocalDate to) {
        return connections.query(CoverageQuery.SQL, site, from, to).map(CoverageQuery::coverage);
    }

    private static Site site(Row row) {
        return new Site(
                row.getString("name"),
                row.getLong("points"),
                Micros.toInstant(row.getOffsetDateTime("first")),
                Micros.toInstant(row.getOffsetDateTime("last")),
                row.getLong("rows"));
    }

    private static Point point(Row row) {
        return new Point(
                row.getString("name"),
                Micros.toInstant(row.getOffsetDateTime("first")),
                Micros.toInstant(row.getOffsetDateTime("last")),
                row.getLong("rows"),
                row.getDouble("latest"),
                meaning(row));
    }

    private static @Nullable Meaning meaning(Row row) {
        JsonObject tags = row.getJsonObject("tags");
        return tags == null ? null : new Meaning(row.getString("unit"), row.getString("type"), tags);
    }
}
