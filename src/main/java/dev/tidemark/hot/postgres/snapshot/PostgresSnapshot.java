package dev.tidemark.hot.postgres.snapshot;

import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.Snapshots.Snapshot;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.tier.PartitionSeries;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A transaction that reads, until it is closed.
final class PostgresSnapshot implements Snapshot {

    private final Dataset dataset;
    private final Map<Integer, Series> idToSeries;
    private final int known;
    private final List<Owner> owners;
    private final boolean hasLate;
    private final List<SnapshotCursor> cursors = new ArrayList<>();
    private @Nullable SqlConnection connection;

    /// @param series in the order of their names
    /// @param known how many there are, wanted or not
    PostgresSnapshot(
            SqlConnection connection,
            Dataset dataset,
            PartitionSeries series,
            int known,
            List<Owner> owners,
            boolean hasLate) {
        this.connection = connection;
        this.dataset = dataset;
        this.idToSeries = series.idToSeries();
        this.known = known;
        this.owners = List.copyOf(owners);
        this.hasLate = hasLate;
    }

    @Override
    public List<String> names() {
        return idToSeries.values().stream().map(this::name).toList();
    }

    @Override
    public int known() {
        return known;
    }

    @Override
    public List<Owner> owners() {
        return owners;
    }

    @Override
    public boolean hasLate() {
        return hasLate;
    }

    @Override
    public RecordCursor hot(@Nullable Collection<String> names, TimeRange range) {
        return open(dataset.label(), names, range);
    }

    @Override
    public RecordCursor late(@Nullable Collection<String> names, TimeRange range) {
        return hasLate ? open("late_" + dataset.label(), names, range) : new NoRows();
    }

    @Override
    public Future<Void> close() {
        return release();
    }

    /// Gives the connection back, with nothing more to be read from it.
    Future<Void> release() {
        SqlConnection ended = connection;
        if (ended == null) {
            return Future.succeededFuture();
        }
        connection = null;
        // None of them may say anything on a connection that is another's. What fails here fails with the connection,
        // which the pool then drops.
        return Future.join(cursors.stream().map(SnapshotCursor::close).toList())
                .transform(_ -> Connections.execute(ended, "ROLLBACK"))
                .transform(_ -> ended.close())
                .otherwiseEmpty();
    }

    private RecordCursor open(String table, @Nullable Collection<String> names, TimeRange range) {
        Integer[] ids = ids(names);
        SqlConnection held = connection;
        if (held == null || ids.length == 0 || range.isEmpty()) {
            return new NoRows();
        }
        var cursor = new SnapshotCursor(held, SnapshotRows.of(dataset, table, ids, range), idToSeries);
        cursors.add(cursor);
        return cursor;
    }

    private Integer[] ids(@Nullable Collection<String> names) {
        Set<String> wanted = names == null ? Set.of() : new HashSet<>(names);
        return idToSeries.entrySet().stream()
                .filter(series -> names == null || wanted.contains(name(series.getValue())))
                .map(Map.Entry::getKey)
                .toArray(Integer[]::new);
    }

    private String name(Series series) {
        return dataset == Dataset.SAMPLES ? series.symbol() : series.source();
    }
}
