package dev.tidemark.testkit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A venue that says the same to everyone who is connected at that moment. Thread-safe.
public final class LiveVenue {

    private final HttpServer server;
    private final List<ServerWebSocket> open = new CopyOnWriteArrayList<>();
    private final List<ServerWebSocket> ever = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private LiveVenue(Vertx vertx) {
        this.server = vertx.createHttpServer().webSocketHandler(this::connected);
    }

    public static Future<LiveVenue> start(Vertx vertx) {
        var venue = new LiveVenue(vertx);
        return venue.server.listen(0, "127.0.0.1").map(venue);
    }

    public URI address() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    public void say(String text) {
        for (ServerWebSocket socket : open) {
            socket.writeTextMessage(text).onFailure(gone -> open.remove(socket));
        }
    }

    /// Connections that are open now.
    public int open() {
        return open.size();
    }

    /// Connections since the start.
    public int ever() {
        return ever.size();
    }

    /// What clients have said.
    public List<String> heard() {
        return heard;
    }

    private void connected(ServerWebSocket socket) {
        ever.add(socket);
        socket.textMessageHandler(text -> {
            heard.add(text);
            if (text.contains("subscribe") && !open.contains(socket)) {
                open.add(socket);
            }
        });
        socket.closeHandler(closed -> open.remove(socket));
    }
}
