package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.http.TestServer.Tiers;
import dev.tidemark.http.answer.AnswerLimits;
import dev.tidemark.market.Dataset;
import dev.tidemark.query.QueryConfig;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FailingObjectStore;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.TestLake;
import dev.tidemark.testkit.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that go away while the bucket takes its time.
@Timeout(120)
class GoneReaderIT {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int FILES = 100;
    private static final String ALL = "/timeseries/query.%s?site_name=north&start_time=2026-01-01&end_time=2026-06-01";
    private static final String HOT = "/timeseries/query.csv?site_name=north&start_time=2026-04-11&end_time=2026-04-12";

    /// One answer at a time: the next one begins once the one before has let go of everything.
    private static final AnswerLimits ONE =
            new AnswerLimits(1, 10, Duration.ofSeconds(30), Duration.ofSeconds(30), QueryConfig.DEFAULT);

    @TempDir
    private Path folder;

    private HotDatabase hot;
    private TestLake lake;
    private FailingObjectStore store;
    private WorkerExecutor workers;
    private ParquetColdReader reader;
    private TestServer server;

    @BeforeEach
    @SuppressWarnings("NullAway.Init") // The server makes its Vert.x, which the others are made with.
    void open() {
        server = new TestServer(Setup.OPEN.with(ONE), this::tiers);
        for (int day = 0; day <= FILES; day++) {
            hot.samples("north", FIRST.plusDays(day), 5, 10);
            if (day < FILES) {
                lake.archive(HotDatabase.day(Dataset.SAMPLES, "north", FIRST.plusDays(day)));
            }
        }
    }

    @AfterEach
    void close() {
        store.letGo();
        reader.close();
        Await.result(workers.close());
        lake.close();
        hot.close();
        server.close();
    }

    private Tiers tiers(Vertx vertx) {
        hot = new HotDatabase(TestPostgres.shared().newDatabase(), vertx);
        lake = new TestLake(
                vertx, hot.database, folder, () -> Instant.parse("2026-06-01T12:00:00Z"), StepListener.NONE);
        store = new FailingObjectStore(lake.objects);
        workers = vertx.createSharedWorkerExecutor("gone-reader", 2);
        reader = new ParquetColdReader(vertx, workers, store, ReadLimits.DEFAULT);
        return new Tiers(hot.database.snapshots(), reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void theirSnapshotIsFreedAtOnceAndNoMoreFilesAreRead(String format) throws IOException {
        store.holdReads();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET " + ALL.formatted(format) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Await.until(() -> store.hanging() > 0);
            Await.until(() -> snapshots() == 1);
        }

        Await.until(() -> snapshots() == 0);

        assertThat(store.hanging()).isPositive();
        store.letGo();
        assertThat(server.get(HOT).body().lines()).hasSize(5 * 10 + 1);
        assertThat(reader.counters().counts().gets()).isBetween(1L, FILES - 20L);
        Await.until(() -> snapshots() == 0);
    }

    @Test
    void whoStaysGetsEverythingWhenTheBucketIsBack() throws IOException {
        store.holdReads();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request =
                    "GET " + ALL.formatted("csv") + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Await.until(() -> store.hanging() > 0);
            store.letGo();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer.lines().filter(line -> line.matches("p[0-9],.*"))).hasSize((FILES + 1) * 5 * 10);
        }
    }

    /// Connections that hold a snapshot open.
    private long snapshots() {
        return hot.sql.number("select count(*) from pg_stat_activity where datname = current_database()"
                + " and state = 'idle in transaction'");
    }
}
