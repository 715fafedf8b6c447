package dev.tidemark.hot.postgres.client;

import dev.tidemark.hot.HotFault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pool of connections behind a gate that stays shut until the database has been reached and migrated.
public final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private static final int SETTLING_MS = 20;

    private final Vertx vertx;
    private final Pool pool;
    private volatile boolean isOpen;
    private volatile HotFault whyShut =
            new HotFault.Unavailable("PostgreSQL has not been reached yet", new IllegalStateException("starting"));

    public Connections(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    public void open() {
        isOpen = true;
    }

    public void shut(HotFault why) {
        whyShut = why;
        isOpen = false;
    }

    /// Lends a connection for as long as the work's future is not complete. Where none is to be had, nothing has
    /// been sent, and the future fails with [HotFault.Unavailable].
    public <T> Future<T> use(Function<SqlConnection, Future<T>> work) {
        if (!isOpen) {
            return Future.failedFuture(whyShut);
        }
        return useEarly(work);
    }

    /// The same for the one who is to open the gate.
    public <T> Future<T> useEarly(Function<SqlConnection, Future<T>> work) {
        return lend().compose(connection -> apply(work, connection).eventually(connection::close));
    }

    /// Lends a connection that the work's result keeps and closes; where the work fails, it is given back.
    public <T> Future<T> keep(Function<SqlConnection, Future<T>> work) {
        if (!isOpen) {
            return Future.failedFuture(whyShut);
        }
        return lend().compose(connection -> apply(work, connection)
                .recover(failure -> execute(connection, "ROLLBACK")
                        .transform(_ -> connection.close())
                        .transform(_ -> Future.failedFuture(failure))));
    }

    /// Completes when the pool has noticed that a connection has just ended. Statements fail a moment earlier, and
    /// until then the dead connection would be lent again.
    public Future<Void> settled() {
        return vertx.timer(SETTLING_MS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    /// Runs one statement for a reader: every failure is a [HotFault].
    public Future<RowSet<Row>> query(String sql, @Nullable Object... arguments) {
        return use(connection -> connection.preparedQuery(sql).execute(Tuple.wrap(arguments)))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    /// Runs the work between BEGIN and COMMIT. Where it fails, it is rolled back and the failure is passed on as it
    /// is.
    public <T> Future<T> inTransaction(String begin, Function<SqlConnection, Future<T>> work) {
        return use(connection -> transaction(connection, begin, work));
    }

    private Future<SqlConnection> lend() {
        return pool.getConnection()
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)))
                // A connection that ends fails the statement that it was about; that it ended needs no second word.
                .onSuccess(
                        connection -> connection.exceptionHandler(failure -> LOG.debug("A connection ended", failure)));
    }

    static <T> Future<T> transaction(SqlConnection connection, String begin, Function<SqlConnection, Future<T>> work) {
        return execute(connection, begin)
                .compose(_ -> apply(work, connection))
                .recover(failure -> execute(connection, "ROLLBACK").transform(_ -> Future.failedFuture(failure)))
                .compose(result -> execute(connection, "COMMIT").map(result));
    }

    public static Future<Void> execute(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    public Future<Void> close() {
        shut(new HotFault.Unavailable("The hot store is closed", new IllegalStateException("closed")));
        return pool.close();
    }

    private static <T> Future<T> apply(Function<SqlConnection, Future<T>> work, SqlConnection connection) {
        try {
            return work.apply(connection);
        } catch (RuntimeException e) {
            // A bug must not leak the connection.
            return Future.failedFuture(e);
        }
    }
}
