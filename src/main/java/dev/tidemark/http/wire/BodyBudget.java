package dev.tidemark.http.wire;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of request bodies may be in memory at once, over all requests. Thread-safe.
public final class BodyBudget {

    private final long maxBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    public BodyBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Reserves bytes; false where there are not so many left.
    boolean take(long bytes) {
        if (usedBytes.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        release(bytes);
        return false;
    }

    void release(long bytes) {
        usedBytes.addAndGet(-bytes);
    }
}
