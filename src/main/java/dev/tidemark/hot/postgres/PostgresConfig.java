package dev.tidemark.hot.postgres;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How to reach PostgreSQL.
///
/// @param url `postgres://user:password@host:port/database`; null starts the embedded server
/// @param poolSize connections
/// @param connectTimeout of one attempt
/// @param statementTimeout after which the server gives up a statement
/// @param embeddedPort of the embedded server on 127.0.0.1
/// @param queryPoolSize further connections, for queries over hot and cold alone: as many are answered at once
public record PostgresConfig(
        @Nullable String url,
        int poolSize,
        Duration connectTimeout,
        Duration statementTimeout,
        int embeddedPort,
        int queryPoolSize) {

    public static final PostgresConfig DEFAULT =
            new PostgresConfig(null, 10, Duration.ofSeconds(5), Duration.ofSeconds(30), 5433);

    /// With as many connections for queries as by default.
    public PostgresConfig(
            @Nullable String url, int poolSize, Duration connectTimeout, Duration statementTimeout, int embeddedPort) {
        this(url, poolSize, connectTimeout, statementTimeout, embeddedPort, 6);
    }
}
