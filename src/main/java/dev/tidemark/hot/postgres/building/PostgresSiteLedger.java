package dev.tidemark.hot.postgres.building;

import dev.tidemark.history.sync.SiteLedger;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.OptionalLong;

/// The table `building_sync`.
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

    private static OptionalLong through(RowSet<Row> rows) {
        Iterator<Row> found = rows.iterator();
        OffsetDateTime through = found.hasNext() ? found.next().getOffsetDateTime("through") : null;
        return through == null ? OptionalLong.empty() : OptionalLong.of(Micros.of(through));
    }
}
