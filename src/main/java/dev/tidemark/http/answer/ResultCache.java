package dev.tidemark.http.answer;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Short answers by their ETag, the least recently used one is the first to go. Confined to the server's event loop.
final class ResultCache {

    private static final int OVERHEAD_BYTES = 200;

    private final long maxBytes;
    private final Map<String, Kept> etagToKept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// @param maxBytes of all answers together; 0 keeps none
    ResultCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @param next the cursor of the next page; null on the last one
    record Kept(Buffer body, @Nullable String next) {

        private int bytes() {
            return body.length() + OVERHEAD_BYTES;
        }
    }

    Optional<Kept> get(String etag) {
        return Optional.ofNullable(etagToKept.get(etag));
    }

    void put(String etag, Kept kept) {
        if (kept.bytes() > maxBytes / 8) {
            return;
        }
        Kept before = etagToKept.put(etag, kept);
        bytes += kept.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Kept> oldest = etagToKept.values().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
