package dev.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.SyntheticRecording;
import dev.tidemark.testkit.TestPostgres;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The work on the lake in the server as its user runs it: parts by themselves, the rest over HTTP.
class LakeCareIT {

    private static final int TRADES = 2_000;

    private final int port = TidemarkProcess.freePort();
    private final Http http = new Http(port);

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void theLakeIsWrittenVerifiedAndItsManifestMadeAgain() throws Exception {
        Path recording = SyntheticRecording.write(directory.resolve("binance.ndjson.gz"), TRADES);
        try (var tidemark = tidemark(recording)) {
            tidemark.awaitLine("http://");
            // As many book tickers as trades; the last rows wait until they are an interval old.
            Await.until(() -> parts().getLong("rows") == 2 * TRADES);
            JsonObject young = run("verify", "{}");
            assertThat(young.getLong("rows")).isEqualTo(2 * TRADES);
            assertThat(young.getLong("faults")).isZero();

            archive();
            assertThat(run("compact", "{}").getString("status")).isEqualTo("completed");
            assertThat(run("rebuild-manifest", "{}").getString("error")).startsWith("Expected an empty manifest");
            assertThat(run("rebuild-manifest", "{\"force\":true}").getLong("faults"))
                    .isZero();
            assertThat(run("verify", "{\"dataset\":\"trades\"}").getLong("rows"))
                    .isEqualTo(TRADES);
            assertThat(run("verify", "{\"to\":\"2026-01-05\"}").getLong("objects"))
                    .isZero();

            damage();
            JsonObject job = run("verify", "{}");
            assertThat(job.getLong("faults")).isEqualTo(1);
            assertThat(job.getJsonArray("findings").getString(0)).contains("SHA-256");
            JsonObject last = http.status().getJsonObject("lake").getJsonObject("last");
            assertThat(last.getJsonObject("verify").getLong("faults")).isEqualTo(1);
            assertThat(http.get("/metrics").body()).contains("tidemark_lake_faults{kind=\"verify\"} 1.0");
            assertThat(tidemark.terminate(Duration.ofSeconds(20))).isZero();
        }
    }

    private JsonObject parts() {
        return http.status().getJsonObject("lake").getJsonObject("parts", new JsonObject().put("rows", 0));
    }

    private JsonObject run(String what, String order) {
        return ended(begun("/archive/" + what, order).getString("job"));
    }

    private void archive() {
        JsonObject run = ended(begun("/archive/run", "{\"force\":true}").getString("run"));
        assertThat(run.getInteger("days_published")).isEqualTo(10);
    }

    private JsonObject begun(String path, String order) {
        try {
            var answer = http.post(path, order);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return new JsonObject(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject ended(String path) {
        Await.until(() -> !"running".equals(look(path).getString("status")));
        return look(path);
    }

    private JsonObject look(String path) {
        try {
            return new JsonObject(http.get(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One byte within the rows of one file.
    private void damage() throws IOException {
        try (var files = Files.walk(directory.resolve("data/lake/trades"))) {
            Path file = files.filter(found -> found.endsWith("day.parquet"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[100] ^= 1;
            Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private TidemarkProcess tidemark(Path recording) {
        return TidemarkProcess.start(
                directory,
                Map.of(
                        "DATABASE_URL", TestPostgres.shared().newDatabase(),
                        "TIDEMARK_COLD_PARTS_DAYS", "50000",
                        "TIDEMARK_COLD_PARTS_INTERVAL", "1s",
                        "BATCH_INTERVAL_MS", "200"),
                List.of(
                        "up",
                        "--data",
                        directory.resolve("data").toString(),
                        "--port",
                        String.valueOf(port),
                        "--replay",
                        recording.toString(),
                        "--speed",
                        "max"));
    }
}
