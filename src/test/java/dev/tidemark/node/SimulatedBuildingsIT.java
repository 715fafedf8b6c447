package dev.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.TestPostgres;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The product without a key: `up --simulate-buildings`.
class SimulatedBuildingsIT {

    @Test
    void samplesOfTwoSitesArriveAtOnceAndTheirPointsSayWhatTheyMeasure(@TempDir Path folder) throws IOException {
        int port = TidemarkProcess.freePort();
        var environment = Map.of(
                "DATABASE_URL", TestPostgres.shared().newDatabase(),
                "TIDEMARK_HTTP_PORT", String.valueOf(port),
                "TIDEMARK_DATA", folder.toString());
        String url = "ws://127.0.0.1:1";
        var arguments = List.of("up", "--simulate-buildings");
        var all = new HashMap<>(environment);
        for (String source : List.of("COINBASE", "BINANCE", "KRAKEN")) {
            all.put("TIDEMARK_EXCHANGES_" + source + "_URL", url);
        }
        try (var process = TidemarkProcess.start(folder, all, arguments)) {
            process.awaitLine("Tidemark is running");
            var http = new Http(port);

            List<JsonObject> sites = synced(http);

            assertThat(sites).hasSize(2).allSatisfy(site -> {
                assertThat(site.getLong("samples")).as("%s", site).isBetween(20 * 1_438L, 20 * 1_450L);
                assertThat(site.getLong("lag_s")).isLessThan(400);
                assertThat(site.getString("error")).isNull();
            });
            var points = new JsonObject(
                    http.get("/sites/site-1/points?unit=percent&tag=floor:1").body());
            assertThat(points.getJsonArray("points")).isNotEmpty().allSatisfy(point -> {
                assertThat(((JsonObject) point).getString("unit")).isEqualTo("percent");
                assertThat(((JsonObject) point).getJsonObject("tags").getString("floor"))
                        .isEqualTo("1");
            });
            assertThat(new JsonObject(
                                    http.get("/sites/site-1/points?tag=sensor").body())
                            .getJsonArray("points"))
                    .hasSize(10);
            assertThat(new JsonObject(
                                    http.get("/sites/site-1/points?tag=nothing").body())
                            .getJsonArray("points"))
                    .isEmpty();
            aDayOfThePast(http);
        }
    }

    /// Through the API, into the lake, and back in every list and figure.
    private static void aDayOfThePast(Http http) throws IOException {
        String day = Instant.parse(http.status().getJsonObject("instance").getString("now"))
                .minus(Duration.ofDays(40))
                .toString()
                .substring(0, 10);
        JsonObject before = http.status().getJsonObject("backfill");
        assertThat(before.getJsonObject("newest")).isNull();
        assertThat(before.getJsonObject("schedule").getString("next")).endsWith("T04:00:00Z");
        JsonObject point = point(http);

        assertThat(http.post(
                                "/backfill/start",
                                "{\"start_date\":\"" + day + "\",\"end_date\":\"" + day + "\",\"sites\":[\"site-1\"]}")
                        .statusCode())
                .isEqualTo(202);
        Await.until(() -> "completed"
                .equals(http.status()
                        .getJsonObject("backfill")
                        .getJsonObject("newest")
                        .getString("status")));
        JsonObject after = point(http);
        assertThat(after.getString("first")).startsWith(day);
        assertThat(after.getLong("rows")).isGreaterThanOrEqualTo(point.getLong("rows") + 1_440);
        assertThat(http.get("/metrics").body())
                .contains("tidemark_backfill_days_total{outcome=\"file\"} 1.0")
                .contains("tidemark_backfill_records_total 28800.0")
                .containsPattern("tidemark_sync_samples_total\\{site=\"site-2\"} [1-9]")
                .containsPattern("tidemark_sync_newest_timestamp_seconds\\{site=\"site-2\"} [1-9]")
                .containsPattern("tidemark_sync_runs_total\\{outcome=\"completed\",site=\"site-1\"} [1-9]");
    }

    private static JsonObject point(Http http) throws IOException {
        return new JsonObject(http.get("/sites/site-1/points?limit=1").body())
                .getJsonArray("points")
                .getJsonObject(0);
    }

    private static List<JsonObject> synced(Http http) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            JsonObject status = http.status();
            List<JsonObject> sites = status.getJsonArray("buildings").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            boolean isOver = sites.size() == 2
                    && sites.stream().allMatch(site -> site.getLong("runs") > 0)
                    && http.writer("samples").getLong("pending_rows", 0L) == 0
                    && new JsonObject(http.get("/sites/site-1/points").body())
                                    .getJsonArray("points", new JsonArray())
                                    .size()
                            == 20;
            if (isOver) {
                return sites;
            }
            assertThat(System.nanoTime())
                    .as("%s", status.getJsonArray("buildings"))
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
