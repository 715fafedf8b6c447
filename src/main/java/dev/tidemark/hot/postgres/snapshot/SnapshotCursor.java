package dev.tidemark.hot.postgres.snapshot;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.tier.DayColumns;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of a snapshot, read when they are first asked for. The next ones are on their way while the caller is at work
/// on the last ones.
final class SnapshotCursor implements RecordCursor {

    private static final int ROWS = 5_000;

    private final SqlConnection connection;
    private final SnapshotRows query;
    private final Map<Integer, Series> idToSeries;
    private @Nullable PreparedStatement statement;
    private @Nullable Cursor cursor;
    private @Nullable Future<RowSet<Row>> ahead;
    private boolean isClosed;

    /// @param connection that the snapshot holds
    SnapshotCursor(SqlConnection connection, SnapshotRows query, Map<Integer, Series> idToSeries) {
        this.connection = connection;
        this.query = query;
        this.idToSeries = idToSeries;
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        if (isClosed) {
            return Future.succeededFuture(Optional.empty());
        }
        Future<RowSet<Row>> rows = ahead == null ? begin() : ahead;
        return rows.map(this::batch)
                .compose(batch -> batch.isEmpty()
                        ? close().map(Optional.<RecordBatch>empty())
                        : Future.succeededFuture(Optional.of(batch)))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    private Future<RowSet<Row>> begin() {
        return connection.prepare(query.sql()).compose(prepared -> {
            statement = prepared;
            Cursor opened = prepared.cursor(query.arguments());
            cursor = opened;
            return opened.read(ROWS);
        });
    }

    private RecordBatch batch(RowSet<Row> rows) {
        Cursor opened = cursor;
        if (opened != null && opened.hasMore()) {
            ahead = opened.read(ROWS);
        } else {
            isClosed = true;
            // Nobody need wait for it: it never fails, and the snapshot ends behind it.
            var _ = release();
        }
        return DayColumns.batch(query.dataset(), rows, idToSeries);
    }

    @Override
    public Future<Void> close() {
        if (isClosed) {
            return Future.succeededFuture();
        }
        isClosed = true;
        return release();
    }

    /// What fails here fails with the connection, and the snapshot then says so.
    private Future<Void> release() {
        Cursor opened = cursor;
        PreparedStatement prepared = statement;
        if (opened == null || prepared == null) {
            return Future.succeededFuture();
        }
        cursor = null;
        statement = null;
        Future<?> quiet = ahead == null ? Future.succeededFuture() : ahead;
        return quiet.transform(_ -> opened.isClosed() ? Future.succeededFuture() : opened.close())
                .transform(_ -> prepared.close())
                .otherwiseEmpty();
    }
}
