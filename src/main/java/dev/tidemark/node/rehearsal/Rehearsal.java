package dev.tidemark.node.rehearsal;

import dev.tidemark.config.Loading;
import dev.tidemark.config.Places;
import dev.tidemark.config.SettingsLoader;
import dev.tidemark.node.Node;
import dev.tidemark.node.UpOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a server with a made-up lake and simulated buildings on a free port of loopback, and asks it what its users
/// will:
/// points of the lake above all.
///
/// The launcher's training runs it, so that the JVM knows from its cache which code is worth compiling, and a server's
/// first query does not wait for it to find out.
public final class Rehearsal {

    private static final int ROUNDS = 60;
    private static final int ROUNDS_OF_BUCKET = 20;

    private Rehearsal() {}

    /// Reads and writes in a folder, which it leaves behind. Blocks, for some twenty-five seconds.
    public static void run(Path folder) throws Exception {
        Path lake = folder.resolve("lake");
        MadeUpLake.write(lake);
        visit(folder, Map.of("cold.url", "file:" + lake), visitor -> {
            visitor.adoptLake();
            visitor.askForSamples(ROUNDS);
            visitor.lookAround();
        });
        var vertx = Vertx.vertx();
        try {
            String bucket =
                    "http://127.0.0.1:" + done(Bucket.serve(vertx, lake)).actualPort();
            visit(folder, bucket(bucket), visitor -> visitor.askForSamples(ROUNDS_OF_BUCKET));
        } finally {
            done(vertx.close());
        }
    }

    private static Map<String, String> bucket(String endpoint) {
        return Map.of(
                "cold.url",
                "s3://" + Bucket.NAME,
                "cold.s3.endpoint",
                endpoint,
                "cold.s3.access-key",
                "key",
                "cold.s3.secret-key",
                "secret");
    }

    private static void visit(Path folder, Map<String, String> lake, Visit visit) throws Exception {
        var simulated = new UpOptions(List.of(), Double.POSITIVE_INFINITY, true);
        Node node = done(Node.start(settings(folder, lake), simulated));
        try (var visitor = new Visitor(node.httpPort())) {
            visitor.awaitReady();
            visit.pay(visitor);
        } finally {
            done(node.stop());
        }
    }

    private interface Visit {

        void pay(Visitor visitor) throws IOException, InterruptedException;
    }

    private static Loading.Loaded settings(Path folder, Map<String, String> lake) {
        var options = new LinkedHashMap<>(lake);
        options.put("http.port", "0");
        options.put("data", folder.resolve("data").toString());
        options.put("cold.compact.enabled", "false");
        for (String exchange : List.of("binance", "coinbase", "kraken")) {
            options.put("exchanges." + exchange + ".enabled", "false");
        }
        // Of this process neither files nor environment: what is learnt is the same everywhere.
        return switch (SettingsLoader.load(new Places(null, List.of(), Map.of(), options))) {
            case Loading.Loaded loaded -> loaded;
            case Loading.Refused(var faults) ->
                throw new IllegalStateException("Expected settings without fault, was " + faults);
        };
    }

    private static <T> T done(Future<T> work) throws Exception {
        return work.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
    }
}
