package dev.tidemark.access;

import dev.tidemark.access.KeyRing.Verdict;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Answers about secrets by their digest, each until its time is up; the least recently used goes first. Thread-safe.
final class VerdictCache {

    private record Kept(Verdict verdict, long expiresAt) {}

    private final LongSupplier nanoTime;
    private final Map<ByteBuffer, Kept> byDigest;
    private long revision;

    VerdictCache(int maxEntries, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.byDigest = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Kept> eldest) {
                return size() > maxEntries;
            }
        };
    }

    synchronized Verdict find(byte[] digest) {
        Kept entry = byDigest.get(ByteBuffer.wrap(digest));
        return (entry == null || nanoTime.getAsLong() - entry.expiresAt >= 0) ? new Verdict.Unknown() : entry.verdict;
    }

    /// Which answers are still good: to be taken before the store is asked, and given back with its answer.
    synchronized long revision() {
        return revision;
    }

    /// Keeps an answer, unless something was forgotten since the store was asked: it may be older than that.
    synchronized void put(byte[] digest, Verdict verdict, long forNanos, long asOf) {
        if (asOf == revision) {
            byDigest.put(ByteBuffer.wrap(digest), new Kept(verdict, nanoTime.getAsLong() + forNanos));
        }
    }

    /// Forgets what is known of a principal, also by answers that are still on their way.
    synchronized void forget(String principalId) {
        revision++;
        byDigest.values()
                .removeIf(kept -> kept.verdict instanceof Verdict.Known known
                        && known.principal().id().equals(principalId));
    }
}
