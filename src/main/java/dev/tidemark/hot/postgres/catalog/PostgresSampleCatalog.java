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

    private final Connections connections;

    public PostgresSampleCatalog(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Future<List<Site>> sites() {
        return connections
                .query(SitesQuery.SQL)
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
