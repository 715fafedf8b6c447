package dev.tidemark.hot.postgres.building;

import dev.tidemark.history.BuildingSource.PointFacts;
import dev.tidemark.history.KnownPoints;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Points in `series`, as the writer of the hot store makes them, and in `building_points`, with what they measure.
public final class PostgresKnownPoints implements KnownPoints {

    private static final String MISSING = """
        select n.symbol from unnest($2::text[]) n (symbol)
         where not exists (select from series s
                            where s.dataset = 'samples' and s.source = $1 and s.symbol = n.symbol)\
        """;
    /// As many as there is room for, of those that nobody else has made meanwhile.
    private static final String CREATE = """
        insert into series (dataset, source, symbol)
        select 'samples', $1, n.symbol from unnest($2::text[]) n (symbol)
         limit greatest(0, $3::int - (select count(*) from series))
            on conflict do nothing\
        """;

    /// A row is written only where something is new: most times nothing is.
    private static final String DESCRIBE = """
        with written as (
            insert into building_points as b (site, point, unit, type, tags, first_seen, updated)
            select $1, p.point, p.unit, p.type, p.tags::jsonb, $6, $6
              from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as p (point, unit, type, tags)
                on conflict (site, point) do update
               set unit = excluded.unit, type = excluded.type, tags = excluded.tags, updated = excluded.updated
             where (b.unit, b.type, b.tags) is distinct from (excluded.unit, excluded.type, excluded.tags)
            returning b.first_seen = $6 as is_new)
        select count(*) filter (where is_new)::int as added from written\
        """;

    private final Connections connections;
    private final int maxSeries;

    public PostgresKnownPoints(Connections connections, int maxSeries) {
        this.connections = connections;
        this.maxSeries = maxSeries;
    }

    @Override
    public Future<Integer> describe(String site, List<PointFacts> points, Instant at) {
        // The same point twice would make the statement fail; the last one counts.
        Map<String, PointFacts> byName = new LinkedHashMap<>();
        points.forEach(point -> byName.put(point.name(), point));
        int n = byName.size();
        var names = new String[n];
        @Nullable String[] units = new String[n];
        @Nullable String[] types = new String[n];
        var tags = new String[n];
        int row = 0;
        for (PointFacts point : byName.values()) {
            names[row] = point.name();
            units[row] = point.unit();
            types[row] = point.type();
            tags[row++] = tags(point);
        }
        return connections
                .query(DESCRIBE, site, names, units, types, tags, Micros.toOffset(at))
                .map(rows -> rows.iterator().next().getInteger("added"));
    }

    @Override
    public Future<Set<String>> admit(String site, Collection<String> points) {
        List<String> storable =
                points.stream().filter(point -> point.indexOf(0) < 0).toList();
        return connections
                .use(connection ->
                        missing(connection, site, storable).compose(missing -> create(connection, site, missing)))
                .map(refused -> {
                    Set<String> all = new HashSet<>(refused);
                    points.stream().filter(point -> point.indexOf(0) >= 0).forEach(all::add);
                    return Set.copyOf(all);
                })
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    private static String tags(PointFacts point) {
        var tags = new JsonObject();
        point.markers().forEach(marker -> tags.put(marker, true));
        point.tags().forEach(tags::put);
        return tags.encode();
    }

    private Future<List<String>> create(SqlConnection connection, String site, List<String> missing) {
        return missing.isEmpty()
                ? Future.succeededFuture(missing)
                : connection
                        .preparedQuery(CREATE)
                        .execute(names(site, missing).addInteger(maxSeries))
                        .compose(created -> missing(connection, site, missing));
    }

    private static Future<List<String>> missing(SqlConnection connection, String site, List<String> points) {
        return connection
                .preparedQuery(MISSING)
                .execute(names(site, points))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("symbol"))
                        .toList());
    }

    private static Tuple names(String site, List<String> points) {
        return Tuple.of(site).addArrayOfString(points.toArray(String[]::new));
    }
}
