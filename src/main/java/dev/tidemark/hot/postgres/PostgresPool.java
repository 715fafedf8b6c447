package dev.tidemark.hot.postgres;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The settings of every connection.
final class PostgresPool {

    /// What the server is given beyond a statement's time, before a silent connection counts as lost.
    private static final Duration SILENCE_MARGIN = Duration.ofSeconds(5);

    /// A write sends its next statement as soon as the last one is answered.
    private static final Duration MAX_IDLE_IN_WRITE = Duration.ofSeconds(5);

    /// Callers that wait for a connection for queries, and how long; more are turned away.
    private static final int MAX_WAITING_QUERIES = 200;

    private static final Duration QUERY_PATIENCE = Duration.ofSeconds(10);

    private PostgresPool() {}

    /// Connections for all that ends soon.
    static Pool create(Vertx vertx, PostgresConfig config, String url) {
        return create(vertx, config, url, new PoolOptions().setMaxSize(config.poolSize()), silence(config));
    }

    /// Connections for queries, which hold them for as long as somebody reads.
    static Pool createForQueries(Vertx vertx, PostgresConfig config, String url) {
        var options = new PoolOptions().setMaxSize(config.queryPoolSize()).setMaxWaitQueueSize(MAX_WAITING_QUERIES);
        return create(vertx, config, url, options, QUERY_PATIENCE);
    }

    private static Pool create(Vertx vertx, PostgresConfig config, String url, PoolOptions options, Duration patience) {
        Duration silence = silence(config);
        return PgBuilder.pool()
                .connectingTo(connectOptions(config, url))
                // Well below the silence after which a connection is cut, or idle ones would be cut in the pool.
                .with(options.setIdleTimeout((int) silence.toMillis() / 2)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setConnectionTimeout((int) patience.toMillis())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .with(new NetClientOptions()
                        .setTcpKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setReadIdleTimeout((int) silence.toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .using(vertx)
                .build();
    }

    private static Duration silence(PostgresConfig config) {
        return config.statementTimeout().plus(SILENCE_MARGIN);
    }

    private static PgConnectOptions connectOptions(PostgresConfig config, String url) {
        return PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPreparedStatementCacheSqlLimit(4_096)
                .addProperty("application_name", "tidemark")
                .addProperty("timezone", "UTC")
                .addProperty(
                        "statement_timeout",
                        Long.toString(config.statementTimeout().toMillis()))
                // What is committed is taken out of the journal, so it must survive the server's own crash.
                .addProperty("synchronous_commit", "on")
                // The locks of days and the writes that must see what they waited for rely on it.
                .addProperty("default_transaction_isolation", "read committed")
                .addProperty("client_min_messages", "warning")
                // A transaction whose client has gone must not hold its lanes for long.
                .addProperty("idle_in_transaction_session_timeout", Long.toString(MAX_IDLE_IN_WRITE.toMillis()));
    }
}
