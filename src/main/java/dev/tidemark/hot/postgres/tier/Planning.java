package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.Manifest.Draft;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.YearMonth;
import java.util.List;

/// The transaction that records a file before it is written.
final class Planning {

    /// Two that plan for one partition come one after the other, so that a version is given out once.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('tidemark.plan'), hashtext($1))";
    private static final String PLANNED = """
        select %s from lake_files f
         where f.dataset = $1 and f.partition = $2 and f.kind = $3 and f.from_day = $4 and f.to_day = $5
           and f.state = 'planned'\
        """.formatted(LakeFiles.COLUMNS);
    private static final String LAST_VERSION = """
        select coalesce(max(version), 0) as version from lake_files
         where dataset = $1 and partition = $2 and kind = $3 and from_day = $4 and to_day = $5\
        """;
    private static final String RECORD = """
        insert into lake_files as f (dataset, partition, kind, from_day, to_day, version, key, state, late_through)
        values ($1, $2, $3, $4, $5, $6, $7, 'planned', $8)
        returning %s\
        """.formatted(LakeFiles.COLUMNS);

    private final SqlConnection connection;
    private final LakeFiles files;

    Planning(SqlConnection connection, LakeFiles files) {
        this.connection = connection;
        this.files = files;
    }

    Future<ColdFile> plan(Draft draft) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(draft.partition().toString()))
                .compose(locked -> connection.preparedQuery(PLANNED).execute(days(draft)))
                .compose(rows -> rows.size() > 0 ? files.withIndexes(connection, rows) : planNew(draft))
                .map(List::getFirst);
    }

    private Future<List<ColdFile>> planNew(Draft draft) {
        return connection
                .preparedQuery(LAST_VERSION)
                .execute(days(draft))
                .map(rows -> rows.iterator().next().getInteger("version") + 1)
                .compose(version -> connection
                        .preparedQuery(RECORD)
                        .execute(days(draft)
                                .addInteger(version)
                                .addString(key(draft, version))
                                .addLong(draft.lateThrough())))
                .compose(rows -> files.withIndexes(connection, rows));
    }

    private static Tuple days(Draft draft) {
        return Tuple.of(
                draft.partition().dataset().label(),
                draft.partition().name(),
                LakeFiles.label(draft.kind()),
                draft.fromDay(),
                draft.toDay());
    }

    private static String key(Draft draft, int version) {
        Partition partition = draft.partition();
        return switch (draft.kind()) {
            case DAY -> LakeKey.day(new PartitionDay(partition, draft.fromDay()), version);
            case MONTH -> LakeKey.month(partition, YearMonth.from(draft.fromDay()), version);
            case PART -> throw new IllegalArgumentException("Expected a day or a month, was a part of " + partition);
        };
    }
}
