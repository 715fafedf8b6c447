package dev.tidemark.cold.folder;

import dev.tidemark.cold.ObjectStore.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Size and SHA-256 of what flows by.
final class Digests {

    private static final int BUFFER_BYTES = 256 << 10;

    private Digests() {}

    static Digest of(ReadableByteChannel from) throws IOException {
        return flow(from, null);
    }

    static Digest copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
        return flow(from, to);
    }

    private static Digest flow(ReadableByteChannel from, @Nullable WritableByteChannel to) throws IOException {
        MessageDigest sha = sha256();
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long bytes = 0;
        while (from.read(buffer) >= 0) {
            buffer.flip();
            bytes += buffer.remaining();
            sha.update(buffer.duplicate());
            while (to != null && buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
        return new Digest(bytes, HexFormat.of().formatHex(sha.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK", e);
        }
    }
}
