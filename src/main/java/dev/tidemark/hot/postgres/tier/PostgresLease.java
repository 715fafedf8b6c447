package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.hot.postgres.client.Connections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/// An advisory lock of a session: gone with its connection, whatever happens to the process.
final class PostgresLease implements Lease {

    private static final String TAKE = "select pg_try_advisory_lock(hashtext('tidemark.lease'), hashtext($1)) as taken";
    private static final String GIVE = "select pg_advisory_unlock(hashtext('tidemark.lease'), hashtext($1))";
    /// A connection that is silent for longer than a statement may take is cut.
    private static final long SIGN_OF_LIFE_MS = 3_000;

    private final Vertx vertx;
    private final SqlConnection connection;
    private final String name;
    private final long timer;
    private volatile boolean isHeld = true;

    private PostgresLease(Vertx vertx, SqlConnection connection, String name) {
        this.vertx = vertx;
        this.connection = connection;
        this.name = name;
        this.timer = vertx.setPeriodic(SIGN_OF_LIFE_MS, tick -> ping());
        connection.closeHandler(closed -> lost());
    }

    /// Takes over the connection where the lock is to be had; else gives it back.
    static Future<Optional<Lease>> take(Vertx vertx, SqlConnection connection, String name) {
        return connection.preparedQuery(TAKE).execute(Tuple.of(name)).compose(rows -> {
            if (rows.iterator().next().getBoolean("taken")) {
                return Future.succeededFuture(Optional.of(new PostgresLease(vertx, connection, name)));
            }
            return connection.close().map(Optional.empty());
        });
    }

    @Override
    public boolean isHeld() {
        return isHeld;
    }

    @Override
    public Future<Void> release() {
        if (!isHeld) {
            return Future.succeededFuture();
        }
        lost();
        // A connection that fails here has ended, and the lock with it.
        return connection
                .preparedQuery(GIVE)
                .execute(Tuple.of(name))
                .transform(given -> connection.close())
                .otherwiseEmpty();
    }

    private void ping() {
        Connections.execute(connection, "select 1").onFailure(failure -> {
            lost();
            connection.close().otherwiseEmpty();
        });
    }

    private void lost() {
        isHeld = false;
        vertx.cancelTimer(timer);
    }
}
