package dev.tidemark.testkit;

import dev.tidemark.hot.postgres.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// One PostgreSQL server for all tests of a JVM, started when the first asks; each test has a database of its own.
public final class TestPostgres {

    /// Another folder is another server: two JVMs must not share one, since the first to end stops it.
    private static final Path FOLDER = Path.of(System.getProperty("tidemark.test.postgres", "target/test-postgres"));

    private static final class Holder {

        static final TestPostgres ONE = new TestPostgres();
    }

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedPostgres server;

    private TestPostgres() {
        server = Await.result(EmbeddedPostgres.start(vertx, FOLDER, 0));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        dropOldDatabases();
    }

    public static TestPostgres shared() {
        return Holder.ONE;
    }

    public EmbeddedPostgres server() {
        return server;
    }

    /// The URL of a new, empty database.
    public String newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var sql = new Sql(server.url())) {
            sql.run("create database " + name);
        }
        return server.url(name);
    }

    /// Waits longer than [Await] does: the last checkpoint covers every test's database.
    private void stop() {
        server.stop()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
    }

    private void dropOldDatabases() {
        try (var sql = new Sql(server.url())) {
            for (String name : sql.texts("select datname from pg_database where datname like 'test_%'")) {
                sql.run("drop database " + name + " with (force)");
            }
        }
    }
}
