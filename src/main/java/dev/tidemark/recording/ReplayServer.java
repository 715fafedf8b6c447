package dev.tidemark.recording;

import dev.tidemark.exchange.RecordedFrameClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Serves recordings over WebSocket as the venues do: one port a source, any path.
///
/// A connection begins at the first frame once it has subscribed (by message or, on Binance, by address); the
/// venue's answers are those recorded, or made up where the recording has none; application pings are answered,
/// protocol pings sent. All recordings of one source are played as one, merged by time. At the end the connection is
/// held open, since a client that is cut would come again and get everything again; with `loop` it starts anew.
///
/// A client that offers the sub-protocol [RecordedFrameClock#SUB_PROTOCOL] gets each message behind the time at which
/// it was recorded. Thread-safe.
public final class ReplayServer {

    private static final int MAX_MESSAGE_BYTES = 32 << 20;

    private final Vertx vertx;
    private final ReplayOptions options;
    private final Map<String, ReplayShelf> shelves = new LinkedHashMap<>();
    private final Map<String, HttpServer> servers = new LinkedHashMap<>();

    /// @param frames of the venue in the recordings
    /// @param isTorn whether the end of a recording is missing
    /// @param connections since the start
    /// @param open of them
    /// @param framesSent recorded frames played, over all connections
    public record Stats(String source, long frames, boolean isTorn, long connections, int open, long framesSent) {}

    private ReplayServer(Vertx vertx, ReplayOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    /// Reads each recording once and listens. Fails with an [IOException] for what is no recording, or where a port
    /// is taken.
    public static Future<ReplayServer> start(Vertx vertx, ReplayOptions options, List<Path> recordings) {
        var server = new ReplayServer(vertx, options);
        return vertx.executeBlocking(() -> index(recordings))
                .compose(indexes -> server.listen(Objects.requireNonNull(indexes)))
                .map(server);
    }

    /// The sources served, in the order of the recordings.
    public Set<String> sources() {
        return Set.copyOf(shelves.keySet());
    }

    /// Where a source is served. Fails with [IllegalArgumentException] for another one.
    public URI address(String source) {
        HttpServer server = servers.get(source);
        if (server == null) {
            throw new IllegalArgumentException("Expected a source of " + shelves.keySet() + ", was " + source);
        }
        return URI.create("ws://" + options.host() + ":" + server.actualPort());
    }

    /// Tells a source to commit a fault.
    public void tell(String source, ReplayFault fault) {
        ReplayShelf shelf = shelves.get(source);
        if (shelf == null) {
            throw new IllegalArgumentException("Expected a source of " + shelves.keySet() + ", was " + source);
        }
        shelf.faults().tell(fault);
    }

    public List<Stats> stats() {
        return shelves.values().stream().map(ReplayShelf::stats).toList();
    }

    /// Closes all connections and ports. Idempotent.
    public Future<Void> close() {
        return Future.join(servers.values().stream().map(HttpServer::close).toList())
                .mapEmpty();
    }

    private static List<RecordingIndex> index(List<Path> recordings) throws IOException {
        var indexes = new ArrayList<RecordingIndex>();
        for (Path recording : recordings) {
            indexes.add(RecordingIndex.of(recording));
        }
        return indexes;
    }

    private Future<Void> listen(List<RecordingIndex> indexes) {
        var bySource = new LinkedHashMap<String, List<RecordingIndex>>();
        for (RecordingIndex index : indexes) {
            bySource.computeIfAbsent(index.header().source(), source -> new ArrayList<>())
                    .add(index);
        }
        bySource.forEach((source, recordings) -> shelves.put(source, new ReplayShelf(source, recordings)));
        var listening = new ArrayList<Future<HttpServer>>();
        int port = options.port();
        for (ReplayShelf shelf : shelves.values()) {
            listening.add(listen(shelf, port));
            port += port == 0 ? 0 : 1;
        }
        return Future.all(listening)
                .recover(failure -> close().transform(closed -> Future.failedFuture(failure)))
                .mapEmpty();
    }

    private Future<HttpServer> listen(ReplayShelf shelf, int port) {
        var serverOptions = new HttpServerOptions()
                .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
                .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
                .setWebSocketClosingTimeout(1)
                .setTcpNoDelay(true)
                .setWebSocketSubProtocols(List.of(RecordedFrameClock.SUB_PROTOCOL));
        HttpServer server = vertx.createHttpServer(serverOptions).requestHandler(request -> accept(shelf, request));
        servers.put(shelf.source(), server);
        return server.listen(port, options.host());
    }

    private void accept(ReplayShelf shelf, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        var refusal = shelf.faults().strike(ReplayFault.RefuseUpgrade.class, fault -> true);
        if (refusal != null) {
            if (refusal.retryAfter() != null) {
                response.putHeader("Retry-After", refusal.retryAfter());
            }
            reported(response.setStatusCode(refusal.status()).end());
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            reported(response.setStatusCode(426).end("Expected a WebSocket\n"));
        } else {
            reported(request.toWebSocket()
                    .onSuccess(socket -> new ReplayConnection(vertx, socket, shelf, options).start())
                    .mapEmpty());
        }
    }

    private static void reported(Future<Void> answer) {
        // A client that is gone before its answer: nothing is lost, and the client says so itself.
        answer.onFailure(failure -> ReplayConnection.LOG.debug("A replay client went away", failure));
    }
}
