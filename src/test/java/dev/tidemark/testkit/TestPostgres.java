package dev.tidemark.testkit;

import dev.tidemark.hot.postgres.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// One PostgreSQL server for all tests of a JVM, started when the first asks; each test has a database of its own.
///
/// Where `TIDEMARK_TEST_TIMESCALE_URL` names a server that TimescaleDB is installed on, that one is used instead, and
/// every test runs over hypertables. Its databases are named `test_…` and are dropped when the JVM ends.
public final class TestPostgres {

    /// Another folder is another server: two JVMs must not share one, since the first to end stops it.
    private static final Path FOLDER = Path.of(System.getProperty("tidemark.test.postgres", "target/test-postgres"));

    /// `postgres://user:password@host:port/database`, or null: the embedded server.
    private static final String TIMESCALE = System.getenv("TIDEMARK_TEST_TIMESCALE_URL");

    private static final class Holder {

        static final TestPostgres ONE = new TestPostgres();
    }

    private final String url;
    private final List<String> made = new ArrayList<>();

    private TestPostgres() {
        if (TIMESCALE == null) {
            EmbeddedPostgres server = Await.result(EmbeddedPostgres.start(Vertx.vertx(), FOLDER, 0));
            url = server.url();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            dropLeftovers(url);
        } else {
            url = TIMESCALE;
            Runtime.getRuntime().addShutdownHook(new Thread(this::dropMade));
        }
    }

    public static TestPostgres shared() {
        return Holder.ONE;
    }

    public static boolean hasTimescale() {
        return TIMESCALE != null;
    }

    public int port() {
        return URI.create(url).getPort();
    }

    /// The URL of a new, empty database, with TimescaleDB where the server has it.
    public String newDatabase() {
        String database = newPlainDatabase();
        if (hasTimescale()) {
            try (var sql = new Sql(database)) {
                sql.run("create extension if not exists timescaledb");
            }
        }
        return database;
    }

    /// The same without TimescaleDB.
    public String newPlainDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var sql = new Sql(url)) {
            sql.run("create database " + name);
        }
        synchronized (made) {
            made.add(name);
        }
        return url.substring(0, url.lastIndexOf('/') + 1) + name;
    }

    /// Waits longer than [Await] does: the last checkpoint covers every test's database.
    private static void stop(EmbeddedPostgres server) {
        server.stop()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
    }

    /// Only our own: the server may be somebody's.
    private void dropMade() {
        try (var sql = new Sql(url)) {
            synchronized (made) {
                made.forEach(name -> sql.run("drop database if exists " + name + " with (force)"));
            }
        }
    }

    /// What a JVM left that was killed.
    private static void dropLeftovers(String url) {
        try (var sql = new Sql(url)) {
            for (String name : sql.texts("select datname from pg_database where datname like 'test_%'")) {
                sql.run("drop database " + name + " with (force)");
            }
        }
    }
}
