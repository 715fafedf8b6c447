package dev.tidemark.cold.s3;

import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Reads an object whose checksum nobody has written down, piece by piece.
final class RemoteDigest {

    private static final int PIECE_BYTES = 1 << 20;

    private final Bucket bucket;
    private final String key;
    private final long bytes;
    private final MessageDigest sha;

    RemoteDigest(Bucket bucket, String key, long bytes) {
        this.bucket = bucket;
        this.key = key;
        this.bytes = bytes;
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK", e);
        }
    }

    /// The SHA-256 of the object, in lower-case hexadecimal.
    Future<String> sha256() {
        return from(0);
    }

    private Future<String> from(long offset) {
        if (offset == bytes) {
            return Future.succeededFuture(HexFormat.of().formatHex(sha.digest()));
        }
        int length = (int) Math.min(PIECE_BYTES, bytes - offset);
        return bucket.read(key, offset, length).compose(piece -> {
            sha.update(piece);
            return from(offset + length);
        });
    }
}
