package dev.tidemark.exchange.socket;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;
import org.jspecify.annotations.Nullable;

/// A WebSocket as a collector sees it: messages as bytes, those of one socket read right after one another. Confined to
/// its event loop.
public final class MessageSocket {

    private static final Buffer PING = Buffer.buffer("tidemark");

    private final WebSocket socket;
    private final Channel channel;
    private final MessageTap tap;
    private final Listener listener;
    private final MessageAssembly assembly = new MessageAssembly();
    private @Nullable String fault;

    /// Hears what comes.
    public interface Listener {

        /// A complete message. The array is used again once this returns.
        void message(byte[] bytes, int offset, int length);

        /// A message of more than [#MAX_MESSAGE_BYTES] was passed over.
        void tooLong();

        /// Everything that was read from the socket at once has been told.
        void readThrough();

        /// The socket is closed, by whomever.
        void closed(String reason);
    }

    /// The longest message.
    public static final int MAX_MESSAGE_BYTES = MessageAssembly.MAX_BYTES;

    private MessageSocket(WebSocket socket, Channel channel, MessageTap tap, Listener listener) {
        this.socket = socket;
        this.channel = channel;
        this.tap = tap;
        this.listener = listener;
    }

    /// Begins to listen to a socket that has just been opened. To be called on its context, in the turn in which it
    /// was.
    public static MessageSocket on(WebSocket opened, Context context, Listener listener) {
        var pipelineEnd = ((WebSocketInternal) opened).channelHandlerContext();
        var tap = new MessageTap((ContextInternal) context, listener);
        var socket = new MessageSocket(opened, pipelineEnd.channel(), tap, listener);
        opened.frameHandler(socket::frame);
        opened.exceptionHandler(failure -> socket.fault = failure.getMessage());
        opened.closeHandler(closed -> listener.closed(socket.closeReason()));
        pipelineEnd.pipeline().addBefore(pipelineEnd.name(), MessageTap.class.getSimpleName(), tap);
        return socket;
    }

    public Future<Void> send(String text) {
        return socket.writeTextMessage(text);
    }

    public Future<Void> ping() {
        return socket.writePing(PING);
    }

    /// Reads no further, and tells nothing more of what was read already.
    public void pause() {
        tap.hold();
        channel.config().setAutoRead(false);
    }

    public void resume() {
        tap.release();
        channel.config().setAutoRead(true);
    }

    public boolean isClosed() {
        return socket.isClosed();
    }

    public Future<Void> close() {
        // A socket that is not read never hears that the venue has closed it, too.
        resume();
        return socket.close();
    }

    /// Vert.x tells what the tap leaves to it: pings and pongs, and messages in parts.
    private void frame(WebSocketFrame frame) {
        boolean isMessage = frame.isText() || frame.isBinary() || frame.isContinuation();
        if (isMessage && assembly.add(frame)) {
            if (assembly.isWithinBound()) {
                listener.message(assembly.bytes(), 0, assembly.length());
            } else {
                listener.tooLong();
            }
        }
        listener.readThrough();
    }

    private String closeReason() {
        Short code = socket.closeStatusCode();
        String text = fault != null ? fault : socket.closeReason();
        return "closed by the venue, code " + (code == null ? 1006 : code) + (text == null ? "" : ": " + text);
    }
}
