package dev.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.Sql;
import dev.tidemark.testkit.TestPostgres;
import dev.tidemark.testkit.TidemarkProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two Tidemarks, of which one sends everything on to the other, while both are killed.
class ForwardIT {

    private static final String ROWS = "select symbol || ' ' || price || ' ' || source || ' ' || worker_id || ' '"
            + " || extract(epoch from \"timestamp\") from price_feeds order by price";

    private final String nearDatabase = TestPostgres.shared().newDatabase();
    private final String farDatabase = TestPostgres.shared().newDatabase();
    private final int nearPort = TidemarkProcess.freePort();
    private final int farPort = TidemarkProcess.freePort();

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void everyTickArrivesOnceThroughKillsOfBothSides() throws Exception {
        var client = new IngestClient(nearPort, 20);
        Thread posting = Thread.ofVirtual().unstarted(client);
        try (var near = new Sql(nearDatabase);
                var far = new Sql(farDatabase)) {
            try (var first = near()) {
                first.awaitLine("http://");
                posting.start();
                waitUntil(() -> ticks(near) > 500);
                try (var other = far()) {
                    other.awaitLine("http://");
                    waitUntil(() -> ticks(far) > 0);
                    first.kill();
                    other.kill();
                }
            }
            try (var again = near();
                    var other = far()) {
                again.awaitLine("http://");
                other.awaitLine("http://");
                long before = ticks(far);
                waitUntil(() -> ticks(far) > before);
                client.finish();
                posting.join(Duration.ofSeconds(30));
                var http = new Http(nearPort);
                waitUntil(() -> http.writer("ticks").getLong("pending") == 0 && ticks(near) == ticks(far));
                assertThat(again.terminate(Duration.ofSeconds(15))).isZero();
            }
            assertThat(far.texts(ROWS))
                    .hasSizeGreaterThan(500)
                    .doesNotHaveDuplicates()
                    .isEqualTo(near.texts(ROWS));
        }
    }

    private static long ticks(Sql sql) {
        return sql.number("select case when to_regclass('ticks') is null then 0 else (xpath('/row/n/text()',"
                + " query_to_xml('select count(*) as n from ticks', false, true, '')))[1]::text::bigint end");
    }

    private static void waitUntil(BooleanSupplier isSo) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private TidemarkProcess near() {
        return start("near", nearDatabase, nearPort, Map.of("TIDEMARK_FORWARD_URL", "http://127.0.0.1:" + farPort));
    }

    private TidemarkProcess far() {
        return start("far", farDatabase, farPort, Map.of());
    }

    private TidemarkProcess start(String name, String database, int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL", database,
                "TIDEMARK_EXCHANGES_BINANCE_ENABLED", "false",
                "TIDEMARK_EXCHANGES_COINBASE_ENABLED", "false",
                "TIDEMARK_EXCHANGES_KRAKEN_ENABLED", "false",
                "TIDEMARK_HTTP_REQUESTS_PER_SECOND", "100000",
                "BATCH_INTERVAL_MS", "100",
                "HEAP", "160m"));
        environment.putAll(more);
        return TidemarkProcess.start(
                directory,
                environment,
                List.of("up", "--data", directory.resolve(name).toString(), "--port", String.valueOf(port)));
    }
}
