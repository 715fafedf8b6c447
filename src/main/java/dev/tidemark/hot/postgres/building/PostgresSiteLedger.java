package dev.tidemark.hot.postgres.building;

import dev.tidemark.history.BuildingSource.PointFacts;
import dev.tidemark.history.sync.SiteLedger;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The tables `building_sync` and `building_points`.
public final class PostgresSiteLedger implements SiteLedger {

    private static final String THROUGH = "select through from building_sync where site = $1";
    /// Never backwards: an older run may be remembered late.
    private static final String RAN = """
        insert into building_sync as b (site, through, ran, succeeded, error)
        values ($1, $2, $3, case when $4::text is null then $3 end, $4)
            on conflict (site) do update
           set through = greatest(b.through, excluded.through), ran = excluded.ran,
               succeeded = coalesce(excluded.succeeded, b.succeeded), error = excluded.error\
        """;
    /// A row is written only where something is new: most times nothing is.
    private static final String REGISTER = """
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

    public PostgresSiteLedger(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Future<OptionalLong> through(String site) {
        return connections.query(THROUGH, site).map(PostgresSiteLedger::through);
    }

    @Override
    public Future<Void> ran(Run run) {
        return connections
                .query(
                        RAN,
                        run.site(),
                        run.throughUs().map(Micros::toOffset).orElse(null),
                        Micros.toOffset(run.at()),
                        run.error())
                .mapEmpty();
    }

    @Override
    public Future<Integer> register(String site, List<PointFacts> points, Instant at) {
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
                .query(REGISTER, site, names, units, types, tags, Micros.toOffset(at))
                .map(rows -> rows.iterator().next().getInteger("added"));
    }

    private static String tags(PointFacts point) {
        var tags = new JsonObject();
        point.markers().forEach(marker -> tags.put(marker, true));
        point.tags().forEach(tags::put);
        return tags.encode();
    }

    private static OptionalLong through(RowSet<Row> rows) {
        Iterator<Row> found = rows.iterator();
        OffsetDateTime through = found.hasNext() ? found.next().getOffsetDateTime("through") : null;
        return through == null ? OptionalLong.empty() : OptionalLong.of(Micros.of(through));
    }
}
