package dev.tidemark.hot.postgres.backfill;

import dev.tidemark.history.backfill.BackfillParts.PointNames;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Points in `series`, as the writer of the hot store makes them.
public final class PostgresPointNames implements PointNames {

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

    private final Connections connections;
    private final int maxSeries;

    public PostgresPointNames(Connections connections, int maxSeries) {
        this.connections = connections;
        this.maxSeries = maxSeries;
    }

    @Override
    public Future<Set<String>> register(String site, Collection<String> points) {
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
