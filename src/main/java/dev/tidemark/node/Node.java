package dev.tidemark.node;

import dev.tidemark.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/// A running Tidemark.
public final class Node {

    private Node() {}

    public static Future<Node> start(Vertx vertx, Settings settings, UpOptions options) {
        return Future.failedFuture("not wired");
    }

    public Future<Void> stop() {
        return Future.succeededFuture();
    }

    public int httpPort() {
        return 0;
    }

    public List<String> banner() {
        return List.of();
    }
}
