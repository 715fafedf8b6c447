package dev.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FaultProxy;
import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.Sql;
import dev.tidemark.testkit.TestPostgres;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A database that is away for half a minute, comes back read-only, has its backends killed and its answers lost, while
/// a client posts all the time and the journal is small: nothing is lost, nothing doubled, and `/status` says what is
/// going on.
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final long MAX_RESIDENT_KB = 450_000;

    private final Vertx vertx = Vertx.vertx();
    private final String direct = TestPostgres.shared().newDatabase();
    private final int port = TidemarkProcess.freePort();
    private final Http http = new Http(port);
    private final FaultProxy proxy =
            Await.result(FaultProxy.start(vertx, "127.0.0.1", URI.create(direct).getPort()));

    @TempDir
    private Path directory;

    @AfterEach
    void closeTheProxy() {
        Await.result(proxy.close().compose(ignored -> vertx.close()));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothingIsLostOrDoubledWhileTheDatabaseMisbehaves() throws Exception {
        var client = new IngestClient(port, 500);
        Thread posting = Thread.ofVirtual().unstarted(client);
        try (var tidemark = tidemark();
                var sql = new Sql(direct)) {
            tidemark.awaitLine("http://");
            posting.start();
            waitUntil(Duration.ofSeconds(60), () -> http.writer("ticks").getLong("received") > 100);

            theDatabaseIsAwayAndTheJournalFills(client);
            long before = client.sent();
            proxy.pass();
            awaitStored(sql, before);

            theDatabaseIsReadOnly(sql);
            backendsAreKilled(sql);
            answersAreLost();

            client.finish();
            posting.join(Duration.ofSeconds(60));
            waitUntil(
                    Duration.ofSeconds(90),
                    () -> http.writer("ticks").getLong("pending") == 0
                            && http.writer("ticks").getString("state").equals("idle"));
            assertThat(residentKb(tidemark.pid())).isLessThan(MAX_RESIDENT_KB);
            assertThat(tidemark.terminate(Duration.ofSeconds(15))).isZero();
            everyPromiseIsKept(sql, client);
        }
    }

    private void theDatabaseIsAwayAndTheJournalFills(IngestClient client) {
        proxy.refuse();
        long end = System.nanoTime() + OUTAGE.toNanos();
        waitUntil(OUTAGE, () -> client.refusedWithRetryAfter() > 3);
        waitUntil(OUTAGE, () -> "backing off".equals(http.writer("ticks").getString("state")));
        var status = http.status();
        assertThat(status.getString("status")).isEqualTo("degraded");
        assertThat(http.writer("ticks").getString("last_error")).isNotBlank();
        assertThat(status.getJsonObject("journal").getDouble("full_percent")).isGreaterThan(50);
        waitUntil(OUTAGE.multipliedBy(2), () -> System.nanoTime() > end);
    }

    private void theDatabaseIsReadOnly(Sql sql) {
        String name = URI.create(direct).getPath().substring(1);
        sql.run("alter database " + name + " set default_transaction_read_only = on");
        killBackends(sql);
        waitUntil(
                Duration.ofSeconds(30),
                () -> String.valueOf(http.writer("ticks").getString("last_error"))
                        .contains("read-only"));
        // The judge's own session is older than the setting, and may still write.
        sql.run("alter database " + name + " reset default_transaction_read_only");
        killBackends(sql);
        awaitStored(sql, sql.number("select count(*) from ticks") + 100);
    }

    private static void backendsAreKilled(Sql sql) {
        for (int i = 0; i < 20; i++) {
            killBackends(sql);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /// Cuts at a byte somewhere in the answers: in the middle of what follows a COMMIT, too.
    private void answersAreLost() {
        var random = new Random(Long.getLong("seed", 7));
        for (int i = 0; i < 20; i++) {
            proxy.cutAfterToClient(random.nextInt(2_000));
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            proxy.pass();
        }
    }

    private static void killBackends(Sql sql) {
        sql.run("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    private static void everyPromiseIsKept(Sql sql, IngestClient client) {
        List<Integer> stored = sql.texts("select (price - 1)::int from price_feeds order by 1").stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(stored).doesNotHaveDuplicates().containsAll(client.accepted());
        assertThat(stored.getLast()).isLessThan(client.sent());
        assertThat(sql.number("select count(*) from dead_letters")).isZero();
    }

    private static void awaitStored(Sql sql, long rows) {
        waitUntil(Duration.ofSeconds(90), () -> sql.number("select count(*) from ticks") >= rows);
    }

    private static void waitUntil(Duration within, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within " + within).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static long residentKb(long pid) throws Exception {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private TidemarkProcess tidemark() {
        var uri = URI.create(direct);
        return TidemarkProcess.start(
                directory,
                Map.of(
                        "DATABASE_URL",
                                "postgres://" + uri.getUserInfo() + "@127.0.0.1:" + proxy.port() + uri.getPath(),
                        "TIDEMARK_EXCHANGES_BINANCE_ENABLED", "false",
                        "TIDEMARK_EXCHANGES_COINBASE_ENABLED", "false",
                        "TIDEMARK_EXCHANGES_KRAKEN_ENABLED", "false",
                        "TIDEMARK_JOURNAL_MAX_BYTES", "16MB",
                        "TIDEMARK_JOURNAL_SEGMENT_BYTES", "1MB",
                        "TIDEMARK_HTTP_REQUESTS_PER_SECOND", "100000",
                        "BATCH_INTERVAL_MS", "200",
                        "HEAP", "160m"),
                List.of("up", "--data", directory.resolve("data").toString(), "--port", String.valueOf(port)));
    }
}
