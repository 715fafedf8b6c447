package dev.tidemark.hot.postgres.snapshot;

import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.hot.Snapshots;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.tier.LakeFiles;
import dev.tidemark.hot.postgres.tier.PartitionSeries;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes snapshots, each on a connection of its own.
public final class PostgresSnapshots implements Snapshots {

    private final Connections connections;
    private final LakeFiles files;

    /// @param connections that nobody but queries takes, so that slow readers never keep a writer waiting
    public PostgresSnapshots(Connections connections, LakeFiles files) {
        this.connections = connections;
        this.files = files;
    }

    @Override
    public Future<Snapshot> open(Partition partition, @Nullable Collection<String> names, TimeRange range) {
        if (partition.dataset() == Dataset.CANDLES) {
            return Future.failedFuture(new IllegalArgumentException("Expected a dataset with days, was candles"));
        }
        return connections
                .keep(connection -> read(connection, partition, names, range))
                .<Snapshot>map(taken -> taken)
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    /// All questions are sent at once: they are answered in their order, in the same transaction.
    private Future<PostgresSnapshot> read(
            SqlConnection connection, Partition partition, @Nullable Collection<String> names, TimeRange range) {
        LocalDate from = range.firstDay();
        LocalDate to = range.endDay();
        Future<Void> begun = Connections.execute(connection, begin(partition.dataset()));
        Future<PartitionSeries> series = names == null
                ? PartitionSeries.load(connection, partition)
                : PartitionSeries.load(connection, partition, names);
        Future<Row> look = look(connection, partition, names, range);
        Future<List<Owner>> owners = files.owners(connection, partition, from, to);
        return Future.join(begun, series, look, owners).compose(_ -> {
            var snapshot = new PostgresSnapshot(
                    connection,
                    partition.dataset(),
                    series.result(),
                    look.result().getInteger("known"),
                    owners.result(),
                    look.result().getBoolean("has_late"));
            return isHotOrLate(snapshot, look.result())
                    ? Future.succeededFuture(snapshot)
                    : snapshot.release().map(snapshot);
        });
    }

    /// The lock comes first, since it is the only statement that reads nothing: with it the archiver can no more
    /// drop a day, and only then the moment of the snapshot is fixed. Whoever reads may be slow, within reason.
    private static String begin(Dataset dataset) {
        return """
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SET LOCAL idle_in_transaction_session_timeout = '60s';
            LOCK TABLE ONLY %s IN ACCESS SHARE MODE\
            """.formatted(dataset.label());
    }

    private static Future<Row> look(
            SqlConnection connection, Partition partition, @Nullable Collection<String> names, TimeRange range) {
        Dataset dataset = partition.dataset();
        return connection
                .preparedQuery(lookSql(dataset))
                .execute(Tuple.of(dataset.label(), partition.name())
                        .addOffsetDateTime(Micros.toOffset(range.fromUs()))
                        .addOffsetDateTime(Micros.toOffset(range.toUs()))
                        .addLocalDate(range.firstDay())
                        .addLocalDate(range.endDay())
                        .addValue(names == null ? null : names.toArray(String[]::new)))
                .map(rows -> rows.iterator().next());
    }

    /// Mostly there are no late rows at all. Else one look into the index for each series; OFFSET keeps the planner
    /// from joining whole tables.
    private static String lookSql(Dataset dataset) {
        return """
            select (select count(*)::int from series s where s.dataset = $1 and %1$s = $2) as known,
                   exists (select from late_%3$s) and
                   exists (select from series s
                            where s.dataset = $1 and %1$s = $2
                              and ($7::text[] is null or %2$s = any ($7))
                              and exists (select from late_%3$s l where l.series_id = s.series_id
                                             and l.time >= $3 and l.time < $4 offset 0)) as has_late,
                   array(select d from unnest(tidemark_hot_days($1)) d where d >= $5 and d < $6) as hot_days\
            """.formatted(PartitionSeries.partition(dataset), PartitionSeries.name(dataset), dataset.label());
    }

    /// Whether anything may be in the range that is not in a file.
    private static boolean isHotOrLate(PostgresSnapshot snapshot, Row look) {
        Set<LocalDate> days = new HashSet<>(List.of(look.getArrayOfLocalDates("hot_days")));
        snapshot.owners().forEach(owner -> days.remove(owner.day()));
        return snapshot.hasLate() || (!days.isEmpty() && !snapshot.names().isEmpty());
    }
}
