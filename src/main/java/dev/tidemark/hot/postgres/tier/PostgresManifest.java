package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Partition;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The manifest in `lake_files` and `tier_days`. Every change is one transaction.
public final class PostgresManifest implements Manifest {

    private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED";
    private static final String FILES = """
        select %s from lake_files f
         where f.state = 'live' and ($1::text is null or f.dataset = $1)
           and ($2::text is null or f.key collate "C" > $2 collate "C")
         order by f.key collate "C" limit $3\
        """.formatted(LakeFiles.COLUMNS);
    private static final String SUPERSEDED = """
        select %s from lake_files f where f.state = 'superseded' and f.superseded < $1
         order by f.superseded, f.file_id limit 1000\
        """.formatted(LakeFiles.COLUMNS);
    /// The row stays, so that its key and version are never used again.
    private static final String FORGET =
            "update lake_files set state = 'removed', index = null where file_id = $1 and state = 'superseded'";
    private static final String ABANDON =
            "update lake_files set state = 'abandoned' where file_id = $1 and state = 'planned'";

    private final Vertx vertx;
    private final Connections connections;
    private final LakeFiles files;

    public PostgresManifest(Vertx vertx, Connections connections, LakeFiles files) {
        this.vertx = vertx;
        this.connections = connections;
        this.files = files;
    }

    @Override
    public Future<Optional<Lease>> lease(String name) {
        return connections
                .<Optional<Lease>>keep(connection -> PostgresLease.take(vertx, connection, name))
                .recover(PostgresManifest::fault);
    }

    /// Plans days and months; a part or a candle file is an [IllegalArgumentException].
    @Override
    public Future<ColdFile> plan(Draft draft) {
        return inTransaction(connection -> new Planning(connection, files).plan(draft));
    }

    @Override
    public Future<Void> abandon(ColdFile planned) {
        return connections.query(ABANDON, planned.id()).mapEmpty();
    }

    @Override
    public Future<Boolean> publish(ColdFile verified, Set<Long> basis) {
        return inTransaction(connection -> new Publication(connection, verified, basis).run());
    }

    @Override
    public Future<List<Owner>> owners(Partition partition, LocalDate from, LocalDate to) {
        return connections
                .use(connection -> files.owners(connection, partition, from, to))
                .recover(PostgresManifest::fault);
    }

    @Override
    public Future<List<ColdFile>> files(@Nullable Dataset dataset, @Nullable String after, int limit) {
        return list(FILES, Tuple.of(dataset == null ? null : dataset.label(), after, limit));
    }

    @Override
    public Future<List<ColdFile>> superseded(Instant before) {
        return list(SUPERSEDED, Tuple.of(Micros.toOffset(before)));
    }

    @Override
    public Future<Void> forget(ColdFile file) {
        return connections.query(FORGET, file.id()).mapEmpty();
    }

    private Future<List<ColdFile>> list(String sql, Tuple arguments) {
        return connections
                .use(connection -> connection
                        .preparedQuery(sql)
                        .execute(arguments)
                        .compose((RowSet<Row> rows) -> files.withIndexes(connection, rows)))
                .recover(PostgresManifest::fault);
    }

    private <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        return connections.inTransaction(BEGIN, work).recover(PostgresManifest::fault);
    }

    private static <T> Future<T> fault(Throwable failure) {
        return Future.failedFuture(failure instanceof IllegalArgumentException ? failure : Verdict.fault(failure));
    }
}
