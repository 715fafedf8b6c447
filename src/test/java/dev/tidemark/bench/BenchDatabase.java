package dev.tidemark.bench;

import dev.tidemark.hot.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL that a benchmark measures against: `BENCH_DATABASE_URL`, or an embedded one of its own.
record BenchDatabase(String url, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {

    static BenchDatabase start(Vertx vertx, Path directory) throws TimeoutException {
        String given = System.getenv("BENCH_DATABASE_URL");
        if (given != null) {
            return new BenchDatabase(given, null);
        }
        EmbeddedPostgres started = EmbeddedPostgres.start(vertx, directory, TidemarkProcess.freePort())
                .await(60, TimeUnit.SECONDS);
        return new BenchDatabase(started.url(), started);
    }

    @Override
    public void close() {
        if (embedded != null) {
            try {
                embedded.stop().await(30, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException("Expected PostgreSQL to stop within 30 s", e);
            }
        }
    }
}
