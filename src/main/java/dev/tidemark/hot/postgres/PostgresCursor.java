package dev.tidemark.hot.postgres;

import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/// An answer being read, on a connection and a snapshot of its own.
final class PostgresCursor implements HotReader.Cursor {

    private static final int ROWS = 1_000;
    /// Whoever reads may be slow, within reason.
    private static final String BEGIN = """
        BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SET LOCAL idle_in_transaction_session_timeout = '60s'\
        """;

    private final SqlConnection connection;
    private final Cursor cursor;
    private final FeedRows feed;
    private boolean isClosed;

    private PostgresCursor(SqlConnection connection, Cursor cursor, FeedRows feed) {
        this.connection = connection;
        this.cursor = cursor;
        this.feed = feed;
    }

    /// Takes over the connection; where it fails, it stays the caller's.
    static Future<HotReader.Cursor> open(SqlConnection connection, FeedRows feed) {
        return Connections.execute(connection, BEGIN)
                .compose(_ -> connection.prepare(feed.sql()))
                .map(statement -> new PostgresCursor(connection, statement.cursor(feed.parameters()), feed));
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        if (isClosed) {
            return Future.succeededFuture(Optional.empty());
        }
        return cursor.read(ROWS)
                .map(rows -> Optional.of(feed.batch(rows)).filter(batch -> batch.size() > 0))
                .compose(batch ->
                        batch.isEmpty() || !cursor.hasMore() ? close().map(batch) : Future.succeededFuture(batch))
                .recover(failure -> close().transform(_ -> Future.failedFuture(Verdict.fault(failure))));
    }

    @Override
    public Future<Void> close() {
        if (isClosed) {
            return Future.succeededFuture();
        }
        isClosed = true;
        // What fails here fails with the connection, which the pool then drops.
        return cursor.close()
                .transform(_ -> Connections.execute(connection, "ROLLBACK"))
                .transform(_ -> connection.close());
    }
}
