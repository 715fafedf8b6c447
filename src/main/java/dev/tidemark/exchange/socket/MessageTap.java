package dev.tidemark.exchange.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.internal.ContextInternal;
import java.util.Arrays;

/// Takes whole messages out of the pipeline, in front of Vert.x, and hands over those of one socket read together.
///
/// Vert.x makes a buffer and three objects of each frame, and looks for its context each time; a venue's burst is some
/// thousand frames of 150 bytes, of which this took more time than the decoding. Frames that are no whole message
/// (pings, closes, parts) go on to Vert.x, in order.
final class MessageTap extends ChannelInboundHandlerAdapter {

    /// What is handed over at the latest, so that a long read does not gather without bound.
    private static final int MAX_BYTES = 1 << 18;

    private static final int MAX_MESSAGES = 1 << 12;

    private final ContextInternal context;
    private final MessageSocket.Listener listener;
    private byte[] bytes = new byte[1 << 16];
    private int[] ends = new int[1 << 8];
    private int count;
    private int told;
    private boolean isHolding;

    MessageTap(ContextInternal context, MessageSocket.Listener listener) {
        this.context = context;
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean isWhole = message instanceof WebSocketFrame frame
                && frame.isFinalFragment()
                && frame.content().readableBytes() <= MessageSocket.MAX_MESSAGE_BYTES
                && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame);
        if (isWhole) {
            take((WebSocketFrame) message);
        } else {
            handOverAll();
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        handOver();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        handOverAll();
        ctx.fireChannelInactive();
    }

    /// Keeps what was read and not yet told, until [#release]. At most the rest of one socket read gathers.
    void hold() {
        isHolding = true;
    }

    void release() {
        isHolding = false;
        context.runOnContext(ignored -> handOver());
    }

    private void take(WebSocketFrame frame) {
        try {
            ByteBuf content = frame.content();
            int length = content.readableBytes();
            int from = count == 0 ? 0 : ends[count - 1];
            if (!isHolding && ((from > 0 && from + length > MAX_BYTES) || count == MAX_MESSAGES)) {
                handOver();
                from = count == 0 ? 0 : ends[count - 1];
            }
            if (from + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(from + length, bytes.length * 2));
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            content.getBytes(content.readerIndex(), bytes, from, length);
            ends[count++] = from + length;
        } finally {
            frame.release();
        }
    }

    /// In order before everything: what was held while the socket was paused, too.
    private void handOverAll() {
        boolean wasHolding = isHolding;
        isHolding = false;
        while (told < count) {
            isHolding = false;
            handOver();
        }
        isHolding |= wasHolding;
    }

    private void handOver() {
        if (count > 0 && !isHolding) {
            context.emit(this, MessageTap::tell);
        }
    }

    private void tell() {
        while (told < count && !isHolding) {
            int from = told == 0 ? 0 : ends[told - 1];
            int length = ends[told++] - from;
            listener.message(bytes, from, length);
        }
        if (told == count) {
            told = 0;
            count = 0;
        }
        listener.readThrough();
        if (count == 0 && bytes.length > MAX_BYTES) {
            bytes = new byte[1 << 16];
        }
    }
}
