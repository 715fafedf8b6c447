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

    synchronized void put(byte[] digest, Verdict verdict, long forNanos) {
        byDigest.put(ByteBuffer.wrap(digest), new Kept(verdict, nanoTime.getAsLong() + forNanos));
    }
}
