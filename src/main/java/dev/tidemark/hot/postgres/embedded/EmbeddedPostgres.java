package dev.tidemark.hot.postgres.embedded;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server on 127.0.0.1 whose data is kept. Thread-safe.
public final class EmbeddedPostgres {

    private static final Duration INIT = Duration.ofMinutes(2);
    /// Recovery after a crash replays the log first.
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofMinutes(1);
    /// For `pg_ctl` to say that it has waited in vain.
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int START_TRIES = 20;
    private static final long MAX_LOG_BYTES = 16 << 20;
    private static final String DATABASE = "tidemark";
    /// A small machine's server that may crash but never forget.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=50",
            "shared_buffers=128MB",
            "wal_compression=on",
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "jit=off",
            "log_checkpoints=off",
            // No record's content in the log.
            "log_min_error_statement=panic",
            "log_error_verbosity=terse");

    private final Vertx vertx;
    private final Path home;
    private final Path database;
    private final ServerPrograms programs;
    private final String password;
    private final int port;

    private EmbeddedPostgres(Vertx vertx, Path home, int wantedPort) throws IOException {
        this.vertx = vertx;
        this.home = Files.createDirectories(home).toRealPath();
        this.database = this.home.resolve("db");
        Path log = this.home.resolve("server.log");
        keepSmall(log);
        Folders.deleteStartingWith(this.home, "unpacking-");
        this.programs = new ServerPrograms(PostgresBinaries.unpackedIn(this.home), log);
        this.password = ServerPassword.of(this.home, Files.exists(database));
        if (!Files.exists(database)) {
            makeDatabase();
        }
        this.port = startOrFind(wantedPort);
    }

    /// Unpacks, makes the database, starts the server: whatever of it is still to do. A server that is found
    /// running on the folder is taken over. Completes once connections are taken; fails with a sentence that says
    /// what to do.
    ///
    /// @param data the folder that `postgres` is made in
    /// @param port wanted; the next free one where it is taken; 0 for any
    public static Future<EmbeddedPostgres> start(Vertx vertx, Path data, int port) {
        Promise<EmbeddedPostgres> started = Promise.promise();
        return vertx.executeBlocking(
                        () -> started.tryComplete(new EmbeddedPostgres(vertx, data.resolve("postgres"), port)), false)
                .compose(_ -> started.future());
    }

    public int port() {
        return port;
    }

    /// The address of the database, with the password in it.
    public String url() {
        return url(DATABASE);
    }

    /// The address of another database on this server.
    public String url(String ofDatabase) {
        return "postgres://" + ServerPassword.USER + ":" + password + "@127.0.0.1:" + port + "/" + ofDatabase;
    }

    /// A file for `PGPASSFILE`, so that a person's `psql` needs no password.
    public Path passwordFile() {
        return home.resolve("pgpass");
    }

    /// The process id of the server; empty once it has stopped.
    public Optional<Long> pid() throws IOException {
        return RunningServer.find(database).map(RunningServer::pid);
    }

    /// Ends all sessions and stops the server. Idempotent.
    public Future<Void> stop() {
        return vertx.executeBlocking(this::stopNow, false).mapEmpty();
    }

    private boolean stopNow() throws IOException {
        if (RunningServer.find(database).isEmpty()) {
            return false;
        }
        String patience = Long.toString(STOP.toSeconds());
        boolean isStopped = programs.run(
                STOP.plus(MARGIN), "pg_ctl", "stop", "-D", database.toString(), "-m", "fast", "-w", "-t", patience);
        if (!isStopped && RunningServer.find(database).isPresent()) {
            throw new IOException("The embedded PostgreSQL did not stop:\n" + programs.lastWords());
        }
        return true;
    }

    /// Makes the database aside and renames it, so that a half-made one is never taken for whole.
    private void makeDatabase() throws IOException {
        Folders.deleteStartingWith(home, "making-");
        Path unfinished = Files.createTempDirectory(home, "making-");
        Path passwordFile = home.resolve("making-password");
        Path script = home.resolve("making-script");
        try {
            ServerPassword.write(passwordFile, password);
            Files.writeString(script, "create database " + DATABASE + ";\n");
            String folder = unfinished.toString();
            List<String> init = List.of(
                    "-D",
                    folder,
                    "-U",
                    ServerPassword.USER,
                    "--pwfile",
                    passwordFile.toString(),
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions");
            boolean isMade = programs.run(INIT, "initdb", init.toArray(String[]::new))
                    && programs.run(INIT, script, "postgres", "--single", "-D", folder, "postgres");
            if (!isMade) {
                throw new IOException("The embedded database could not be made:\n" + programs.lastWords());
            }
            Files.move(unfinished, database, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(passwordFile);
            Files.deleteIfExists(script);
        }
    }

    private int startOrFind(int wantedPort) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<RunningServer> running = RunningServer.find(database);
            if (running.isPresent()) {
                if (running.get().isReady() && running.get().answers()) {
                    return running.get().port();
                }
            } else if (startServer(ServerPort.choose(home, wantedPort))) {
                continue;
            }
            // It starts or stops just now, or children of a killed one still hold its memory.
            if (attempt == START_TRIES) {
                throw new IOException("The embedded PostgreSQL did not start:\n" + programs.lastWords());
            }
            pause(PAUSE.multipliedBy(attempt));
        }
    }

    private boolean startServer(int onPort) throws IOException {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(onPort)));
        SETTINGS.forEach(setting -> options.addAll(List.of("-c", "'" + setting + "'")));
        List<String> start = List.of(
                "start",
                "-D",
                database.toString(),
                "-w",
                "-t",
                Long.toString(START.toSeconds()),
                "-o",
                String.join(" ", options));
        return programs.run(START.plus(MARGIN), "pg_ctl", start.toArray(String[]::new));
    }

    private static void keepSmall(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void pause(Duration time) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
