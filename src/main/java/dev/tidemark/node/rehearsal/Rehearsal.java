package dev.tidemark.node.rehearsal;

import dev.tidemark.config.Loading;
import dev.tidemark.config.Places;
import dev.tidemark.config.SettingsLoader;
import dev.tidemark.node.Node;
import dev.tidemark.node.UpOptions;
import io.vertx.core.Future;
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

    private Rehearsal() {}

    /// Reads and writes in a folder, which it leaves behind. Blocks, for some ten seconds.
    public static void run(Path folder) throws Exception {
        MadeUpLake.write(folder.resolve("lake"));
        var simulated = new UpOptions(List.of(), Double.POSITIVE_INFINITY, true);
        Node node = done(Node.start(settings(folder), simulated));
        try (var visitor = new Visitor(node.httpPort())) {
            visitor.awaitReady();
            visitor.adoptLake();
            visitor.askForSamples();
            visitor.lookAround();
        } finally {
            done(node.stop());
        }
    }

    private static Loading.Loaded settings(Path folder) {
        var options = new LinkedHashMap<>(Map.of(
                "http.port",
                "0",
                "data",
                folder.resolve("data").toString(),
                "cold.url",
                "file:" + folder.resolve("lake"),
                "cold.compact.enabled",
                "false"));
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
