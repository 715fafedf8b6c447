package dev.tidemark.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A venue that costs nothing: WebSocket messages encoded beforehand, sent as fast as the socket takes them once the
/// client has sent its first message. So the other side is measured and not this one.
final class FloodServer {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final NetServer server;
    private final List<Buffer> warmUp;
    private final List<Buffer> chunks;
    private final CompletableFuture<NetSocket> connected = new CompletableFuture<>();

    private FloodServer(NetServer server, List<Buffer> warmUp, List<Buffer> chunks) {
        this.server = server;
        this.warmUp = warmUp;
        this.chunks = chunks;
    }

    /// @param warmUp sent to whoever connects; the chunks follow when told to
    static Future<FloodServer> start(Vertx vertx, List<Buffer> warmUp, List<Buffer> chunks) {
        NetServer server = vertx.createNetServer();
        var flood = new FloodServer(server, warmUp, chunks);
        server.connectHandler(flood::accept);
        return server.listen(0, "127.0.0.1").map(flood);
    }

    /// Sends the chunks now; returns the `System.nanoTime()` of it.
    long release() throws Exception {
        NetSocket socket = connected.get(60, TimeUnit.SECONDS);
        long now = System.nanoTime();
        send(socket, chunks.iterator());
        return now;
    }

    int port() {
        return server.actualPort();
    }

    /// Appends one text message, unmasked as a server sends it.
    static void append(Buffer to, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        to.appendByte((byte) 0x81);
        if (bytes.length < 126) {
            to.appendByte((byte) bytes.length);
        } else {
            to.appendByte((byte) 126).appendShort((short) bytes.length);
        }
        to.appendBytes(bytes);
    }

    private void accept(NetSocket socket) {
        Buffer received = Buffer.buffer();
        socket.handler(bytes -> {
            boolean wasOpen = isComplete(received);
            received.appendBuffer(bytes);
            if (!wasOpen && isComplete(received)) {
                upgrade(socket, received.toString(StandardCharsets.ISO_8859_1));
            } else if (wasOpen) {
                socket.handler(ignored -> {});
                connected.complete(socket);
                send(socket, warmUp.iterator());
            }
        });
    }

    private static boolean isComplete(Buffer request) {
        return request.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n");
    }

    private static void upgrade(NetSocket socket, String request) {
        String key = request.lines()
                .filter(line -> line.regionMatches(true, 0, "sec-websocket-key:", 0, 18))
                .map(line -> line.substring(18).strip())
                .findFirst()
                .orElseThrow();
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n")
                .onFailure(ignored -> socket.close());
    }

    private static void send(NetSocket socket, Iterator<Buffer> rest) {
        if (rest.hasNext()) {
            socket.write(rest.next()).onSuccess(ignored -> send(socket, rest));
        }
    }

    private static String accepted(String key) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(sha1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-1 in every JDK", e);
        }
    }
}
