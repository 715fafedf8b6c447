package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/// Rows of one day on a connection and a snapshot of their own. The next rows are asked for while the caller is at work
/// on the last ones.
public final class DayCursor implements RecordCursor {

    private static final int ROWS = 10_000;
    /// Whoever reads also writes, encodes and waits for its turn.
    private static final String BEGIN = """
        BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SET LOCAL idle_in_transaction_session_timeout = '60s'\
        """;

    private final SqlConnection connection;
    private final Cursor cursor;
    private final Dataset dataset;
    private final PartitionSeries series;
    private Future<RowSet<Row>> ahead;
    private boolean isAtEnd;
    private boolean isClosed;

    private DayCursor(SqlConnection connection, Cursor cursor, Dataset dataset, PartitionSeries series) {
        this.connection = connection;
        this.cursor = cursor;
        this.dataset = dataset;
        this.series = series;
        this.ahead = cursor.read(ROWS);
    }

    /// Takes over the connection; where it fails, it stays the caller's.
    public static Future<RecordCursor> open(
            SqlConnection connection, Dataset dataset, PartitionSeries series, Query query) {
        return Connections.execute(connection, BEGIN)
                .compose(begun -> connection.prepare(query.sql()))
                .map(statement -> new DayCursor(connection, statement.cursor(query.arguments()), dataset, series));
    }

    /// A statement whose columns are [DayColumns].
    public record Query(String sql, Tuple arguments) {}

    @Override
    public Future<Optional<RecordBatch>> next() {
        if (isClosed || isAtEnd) {
            return close().map(Optional.empty());
        }
        return ahead.map(this::batch)
                .compose(rows -> rows.isEmpty()
                        ? close().map(Optional.<RecordBatch>empty())
                        : Future.succeededFuture(Optional.of(rows)))
                .recover(failure -> close().transform(closed -> Future.failedFuture(Verdict.fault(failure))));
    }

    private RecordBatch batch(RowSet<Row> rows) {
        if (cursor.hasMore()) {
            ahead = cursor.read(ROWS);
        } else {
            isAtEnd = true;
        }
        return DayColumns.batch(dataset, rows, series.idToSeries());
    }

    @Override
    public Future<Void> close() {
        if (isClosed) {
            return Future.succeededFuture();
        }
        isClosed = true;
        // What fails here fails with the connection, which the pool then drops.
        return ahead.transform(read -> cursor.close())
                .transform(closed -> Connections.execute(connection, "ROLLBACK"))
                .transform(ended -> connection.close());
    }
}
