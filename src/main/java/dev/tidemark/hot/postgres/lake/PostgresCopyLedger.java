package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.copy.CopyLedger;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.tier.LakeFiles;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// Copies in `lake_files.copied_to`.
public final class PostgresCopyLedger implements CopyLedger {

    private static final String BEGIN = """
        update lake_files set copied_to = null
         where copied_to is not null and copied_to <> $1 and state in ('live', 'superseded', 'removed')\
        """;
    private static final String MISSING = """
        select %s from lake_files f where f.state = 'live' and f.copied_to is null and f.file_id > $1
         order by f.file_id limit $2\
        """.formatted(LakeFiles.COLUMNS);
    /// A superseded file is not copied any more; where it was just being copied, it is removed with all others.
    private static final String NOTE =
            "update lake_files set copied_to = $2 where file_id = $1 and state in ('live', 'superseded')";
    private static final String UNWANTED = """
        select %s from lake_files f where f.state = 'removed' and f.copied_to is not null
         order by f.file_id limit $1\
        """.formatted(LakeFiles.COLUMNS);
    private static final String FORGET = "update lake_files set copied_to = null where file_id = $1";
    private static final String BACKLOG = """
        select count(*) as files, coalesce(sum(bytes), 0)::bigint as bytes
          from lake_files where state = 'live' and copied_to is null\
        """;

    private final Connections connections;
    private final LakeFiles files;

    public PostgresCopyLedger(Connections connections, LakeFiles files) {
        this.connections = connections;
        this.files = files;
    }

    @Override
    public Future<Void> begin(String store) {
        return connections.query(BEGIN, store).mapEmpty();
    }

    @Override
    public Future<List<ColdFile>> missing(long after, int limit) {
        return list(MISSING, Tuple.of(after, (long) limit));
    }

    @Override
    public Future<Boolean> note(ColdFile file, String store) {
        return connections.query(NOTE, file.id(), store).map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Future<List<ColdFile>> unwanted(int limit) {
        return list(UNWANTED, Tuple.of((long) limit));
    }

    @Override
    public Future<Void> forget(ColdFile file) {
        return connections.query(FORGET, file.id()).mapEmpty();
    }

    @Override
    public Future<Backlog> backlog() {
        return connections.query(BACKLOG).map(rows -> {
            var row = rows.iterator().next();
            return new Backlog(row.getLong("files"), row.getLong("bytes"));
        });
    }

    private Future<List<ColdFile>> list(String sql, Tuple arguments) {
        return connections
                .use(connection -> connection
                        .preparedQuery(sql)
                        .execute(arguments)
                        .compose(rows -> files.withIndexes(connection, rows)))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }
}
