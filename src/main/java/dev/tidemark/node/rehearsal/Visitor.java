package dev.tidemark.node.rehearsal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Somebody who asks a server over HTTP. Blocks.
final class Visitor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int HTTP_OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Visitor(int port) {
        base = URI.create("http://127.0.0.1:" + port);
    }

    void awaitReady() throws IOException, InterruptedException {
        await("/health/ready", "ready");
    }

    /// Lets the server find the files of its lake, which it has not written.
    void adoptLake() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String job = null;
        while (job == null && System.nanoTime() < deadline) {
            // A server that has just started may be comparing bucket and manifest.
            job = new JsonObject(
                            send("/archive/rebuild-manifest", new JsonObject()).body())
                    .getString("job");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        if (job == null) {
            throw new IOException("Expected the manifest to be made, was busy for " + PATIENCE);
        }
        await(job, "completed");
    }

    void askForSamples(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            JsonObject raw = query(List.of(MadeUpLake.name(round)));
            post("/timeseries/query.csv", raw);
            post("/timeseries/query.csv", raw.copy().put("interval", "1h").put("agg", "avg"));
            switch (round % 6) {
                case 0 -> post("/timeseries/query", raw);
                case 1 -> post("/timeseries/query.ndjson", raw);
                case 2 -> post("/timeseries/query", raw.copy().put("max_points", 1_000));
                case 3 -> post("/timeseries/query.csv", query(List.of(MadeUpLake.name(round + 1), MadeUpLake.name(1))));
                case 4 -> post("/timeseries/query.parquet", raw);
                default -> get("/timeseries/query?site_name=site-1&point_names=point-1");
            }
        }
    }

    void lookAround() throws IOException, InterruptedException {
        for (String path : List.of(
                "/", "/status", "/metrics", "/sites", "/sites/site/points", "/sites/site-1/points", "/gaps", "/dlq")) {
            get(path);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static JsonObject query(List<String> names) {
        return new JsonObject()
                .put("site_name", MadeUpLake.SITE)
                .put("point_names", new JsonArray(names))
                .put("start_time", MadeUpLake.FIRST.toString())
                .put("end_time", MadeUpLake.FIRST.plusDays(MadeUpLake.DAYS).toString());
    }

    private void await(String path, String state) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String said = "";
        while (!said.contains('"' + state + '"')) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Expected " + state + " of " + path + ", was " + said);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            said = get(path).body();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    }

    private String post(String path, JsonObject body) throws IOException, InterruptedException {
        var answer = send(path, body);
        if (answer.statusCode() != HTTP_OK) {
            throw new IOException(
                    "Expected an answer of " + path + ", was " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String path, JsonObject body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
