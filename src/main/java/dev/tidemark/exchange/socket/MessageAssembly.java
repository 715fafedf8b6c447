package dev.tidemark.exchange.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.Arrays;

/// Puts the frames of a message together, as bytes, within a bound.
///
/// Not Vert.x's own aggregation, which makes a String of every message that the decoder would only turn back into
/// bytes. The array is used again for the next message; one that grew large is let go.
final class MessageAssembly {

    /// The longest message: 16 MiB of the venue's, and room for a replay server's stamp.
    static final int MAX_BYTES = (16 << 20) + 64;

    private static final int KEPT_BYTES = 1 << 20;
    private static final int FIRST_BYTES = 1 << 14;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private boolean isWithin = true;

    /// Adds a text, binary or continuation frame; returns whether a message is complete.
    boolean add(WebSocketFrame frame) {
        if (!frame.isContinuation()) {
            begin();
        }
        Buffer part = frame.binaryData();
        if (isWithin && length + part.length() <= MAX_BYTES) {
            append(part);
        } else {
            isWithin = false;
        }
        return frame.isFinal();
    }

    /// Whether the complete message was within the bound.
    boolean isWithinBound() {
        return isWithin;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void begin() {
        length = 0;
        isWithin = true;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    private void append(Buffer part) {
        int end = length + part.length();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, Math.max(end, bytes.length * 2)));
        }
        part.getBytes(0, part.length(), bytes, length);
        length = end;
    }
}
