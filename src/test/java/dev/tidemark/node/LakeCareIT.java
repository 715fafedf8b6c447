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
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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

            awaitCopies();
            archive();
            // Nobody has asked for it.
            Await.until(() -> job("reconcile") != null);
            assertThat(job("reconcile").getString("status")).isEqualTo("completed");
            assertThat(job("reconcile").getLong("faults")).isZero();
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
            assertThat(job("verify").getLong("faults")).isEqualTo(1);
            assertThat(http.get("/metrics").body()).contains("tidemark_lake_faults{kind=\"verify\"} 1.0");
            assertThat(tidemark.terminate(Duration.ofSeconds(20))).isZero();
        }
    }

    /// Copies come some seconds behind.
    private void awaitCopies() throws IOException {
        Await.until(
                () -> copies().getLong("copied", 0L) >= parts().getLong("written") && copies().getLong("waiting") == 0);
        assertThat(copies().getString("error")).isNull();
        assertThat(get("/metrics").body()).contains("tidemark_lake_copies_up 1.0");
        try (var files = Files.walk(directory.resolve("second"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".parquet")))
                    .hasSize(parts().getInteger("written"));
        }
    }

    /// The last one of a kind; null for none.
    private JsonObject job(String kind) {
        return http.status().getJsonObject("lake").getJsonObject("last").getJsonObject(kind);
    }

    private JsonObject copies() {
        return http.status().getJsonObject("lake").getJsonObject("copies");
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

    /// Jobs that begin by themselves, and the lake writer, may be in the way for a moment.
    private JsonObject begun(String path, String order) {
        var answer = new AtomicReference<HttpResponse<String>>();
        Await.until(() -> {
            answer.set(post(path, order));
            return answer.get().statusCode() != 409 && answer.get().statusCode() != 429;
        });
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(202);
        return new JsonObject(answer.get().body());
    }

    private HttpResponse<String> post(String path, String order) {
        try {
            return http.post(path, order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whoever asks too often is told so, and asks again.
    private JsonObject ended(String path) {
        var last = new AtomicReference<JsonObject>();
        Await.until(() -> {
            var answer = get(path);
            last.set(new JsonObject(answer.body()));
            return answer.statusCode() == 200 && !"running".equals(last.get().getString("status"));
        });
        return last.get();
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.get(path);
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
                        "TIDEMARK_COLD_COPY_URL", "file:" + directory.resolve("second"),
                        "TIDEMARK_HTTP_REQUESTS_PER_SECOND", "100000",
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
