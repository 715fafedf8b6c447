package dev.tidemark.http;

import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.http.TestServer.Tiers;
import dev.tidemark.market.Dataset;
import dev.tidemark.telemetry.feature.ColdReadFigures;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.TestLake;
import dev.tidemark.testkit.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a year of one point costs in requests, out of a real lake: as its answer says, and as the metrics say.
@Timeout(240)
class ColdReadsIT {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final List<LocalDate> DAYS =
            FIRST.datesUntil(FIRST.plusYears(1)).toList();
    private static final int A_DAY = 24;
    private static final String YEAR =
            "/timeseries/query?site_name=north&point_names=p7&start_time=2025-01-01&end_time=2026-01-01";

    @TempDir
    private Path folder;

    private HotDatabase hot;
    private TestLake lake;
    private TestServer server;

    @BeforeEach
    @SuppressWarnings("NullAway.Init") // The server makes its Vert.x, which the others are made with.
    void open() {
        server = new TestServer(Setup.OPEN, this::tiers);
    }

    @AfterEach
    void close() {
        lake.close();
        hot.close();
        server.close();
    }

    private Tiers tiers(Vertx vertx) {
        hot = new HotDatabase(TestPostgres.shared().newDatabase(), vertx);
        lake = new TestLake(
                vertx, hot.database, folder, () -> Instant.parse("2026-06-01T12:00:00Z"), StepListener.NONE);
        return new Tiers(hot.database.snapshots(), lake.reader);
    }

    @Test
    void aYearOfAPointIsOneRequestADayFileAndThirteenAtMostOutOfMonths() {
        for (LocalDate day : DAYS) {
            hot.samples("north", day, 20, A_DAY);
            lake.archive(HotDatabase.day(Dataset.SAMPLES, "north", day));
        }
        server.metrics.with(new ColdReadFigures(lake.reader.counters()));

        assertThat(costOfTheYear()).isEqualTo(DAYS.size());

        lake.compactor(new CompactConfig(true, Duration.ofDays(3), false)).run(() -> true);
        assertThat(costOfTheYear()).isBetween(1L, 13L);
    }

    /// Requests by the answer, which the metrics agree with.
    private long costOfTheYear() {
        long readsBefore = metric("tidemark_cold_reads_total");
        long bytesBefore = metric("tidemark_cold_read_bytes_total");
        JsonObject answer = json(server.get(YEAR));
        JsonObject metadata = answer.getJsonObject("metadata");
        System.out.println("a year of one point: " + metadata);
        assertThat(answer.getJsonArray("samples")).hasSize(DAYS.size() * A_DAY);
        assertThat(metadata.getString("source")).isEqualTo("cold");
        assertThat(metadata.getLong("bytes")).isPositive();
        assertThat(metric("tidemark_cold_reads_total") - readsBefore).isEqualTo(metadata.getLong("gets"));
        assertThat(metric("tidemark_cold_read_bytes_total") - bytesBefore).isEqualTo(metadata.getLong("bytes"));
        return metadata.getLong("gets");
    }

    private long metric(String name) {
        var line = Pattern.compile("^" + name + " ([0-9.E]+)$", Pattern.MULTILINE)
                .matcher(server.get("/metrics").body());
        assertThat(line.find()).as(name).isTrue();
        return (long) Double.parseDouble(line.group(1));
    }
}
