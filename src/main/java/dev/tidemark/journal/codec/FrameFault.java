package dev.tidemark.journal.codec;

/// Bytes that are not an encoded batch. The one way in which decoding fails.
public final class FrameFault extends Exception {

    private static final long serialVersionUID = 1L;

    public FrameFault(String message) {
        // Without a stack trace: it is an answer about bytes, and a damaged disk asks for many.
        super(message, null, false, false);
    }
}
