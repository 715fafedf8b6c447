package dev.tidemark.testkit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP proxy on loopback that misbehaves when told to. Thread-safe.
///
/// It begins by passing everything. A fault holds until [#pass]; connections that were cut stay cut.
public final class FaultProxy {

    private enum Mode {
        PASS,
        REFUSE,
        STALL,
        DROP_TO_CLIENT
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final NetClient client;
    private final NetServer server;
    private final String targetHost;
    private final int targetPort;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong toServerLeft = new AtomicLong(NEVER);
    private final AtomicLong toClientLeft = new AtomicLong(NEVER);
    private volatile Mode mode = Mode.PASS;
    private volatile boolean isServerSideKept;

    private record Link(NetSocket near, NetSocket far) {}

    private FaultProxy(Vertx vertx, String targetHost, int targetPort) {
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::accepted);
        this.targetHost = targetHost;
        this.targetPort = targetPort;
    }

    /// Starts a proxy on a free port of 127.0.0.1.
    public static Future<FaultProxy> start(Vertx vertx, String targetHost, int targetPort) {
        var proxy = new FaultProxy(vertx, targetHost, targetPort);
        return proxy.server.listen(0, "127.0.0.1").map(proxy);
    }

    public int port() {
        return server.actualPort();
    }

    /// Connections open now.
    public int connections() {
        return links.size();
    }

    /// Ends every fault.
    public void pass() {
        toServerLeft.set(NEVER);
        toClientLeft.set(NEVER);
        isServerSideKept = false;
        mode = Mode.PASS;
    }

    /// Closes what is open; new connections are welcome.
    public void cut() {
        // A copy: whoever connects again at once is not meant.
        List.copyOf(links).forEach(this::cut);
    }

    /// Closes what is open and every new connection.
    public void refuse() {
        mode = Mode.REFUSE;
        cut();
    }

    /// Swallows every byte in both directions and closes nothing, as a dead network does.
    public void stall() {
        mode = Mode.STALL;
    }

    /// Swallows what comes from the server: requests are done and never answered.
    public void dropToClient() {
        mode = Mode.DROP_TO_CLIENT;
    }

    /// Passes this many more bytes from clients, over all connections, then cuts.
    public void cutAfterToServer(long bytes) {
        toServerLeft.set(bytes);
    }

    /// Passes this many more bytes from the server, over all connections, then cuts.
    public void cutAfterToClient(long bytes) {
        toClientLeft.set(bytes);
    }

    /// Lets a cut close the client's side only: the server goes on by itself.
    public void keepServerSide() {
        isServerSideKept = true;
    }

    public Future<Void> close() {
        cut();
        return server.close().compose(_ -> client.close());
    }

    private void accepted(NetSocket near) {
        if (mode == Mode.REFUSE) {
            close(near);
            return;
        }
        near.pause();
        client.connect(targetPort, targetHost).onComplete(connected -> {
            if (connected.failed()) {
                close(near);
            } else {
                link(new Link(near, connected.result()));
            }
        });
    }

    private void link(Link link) {
        links.add(link);
        link.near().handler(bytes -> forward(bytes, link, link.far(), toServerLeft, false));
        link.far().handler(bytes -> forward(bytes, link, link.near(), toClientLeft, true));
        link.near().closeHandler(_ -> ended(link, link.far()));
        link.far().closeHandler(_ -> ended(link, link.near()));
        link.near().exceptionHandler(_ -> close(link.near()));
        link.far().exceptionHandler(_ -> close(link.far()));
        link.near().resume();
    }

    private void ended(Link link, NetSocket other) {
        links.remove(link);
        if (!(isServerSideKept && other.equals(link.far()))) {
            close(other);
        }
    }

    private void forward(Buffer bytes, Link link, NetSocket to, AtomicLong left, boolean isToClient) {
        if (mode == Mode.STALL || (mode == Mode.DROP_TO_CLIENT && isToClient)) {
            return;
        }
        long before = left.getAndUpdate(n -> n == NEVER ? NEVER : Math.max(0, n - bytes.length()));
        if (before == NEVER || before >= bytes.length()) {
            write(to, bytes);
            return;
        }
        write(to, bytes.slice(0, (int) before));
        cut(link);
    }

    private void cut(Link link) {
        close(link.near());
        if (!isServerSideKept) {
            close(link.far());
        }
    }

    private static void write(NetSocket to, Buffer bytes) {
        // A socket that has just closed: its close handler has the last word.
        to.write(bytes).otherwiseEmpty();
    }

    private static void close(NetSocket socket) {
        socket.close().otherwiseEmpty();
    }
}
