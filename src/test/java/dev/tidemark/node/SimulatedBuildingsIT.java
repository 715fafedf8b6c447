package dev.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.TestPostgres;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
        }
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
