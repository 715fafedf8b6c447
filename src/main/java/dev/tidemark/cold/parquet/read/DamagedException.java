package dev.tidemark.cold.parquet.read;

import java.io.IOException;

/// Bytes are not what they should be.
final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }

    /// Makes sure of something. The message is said only where it is not so.
    static void check(boolean isSo, String expected, long was) throws DamagedException {
        if (!isSo) {
            throw new DamagedException("Expected " + expected + ", was " + was);
        }
    }
}
