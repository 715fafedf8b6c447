package dev.tidemark.cold.parquet;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Objects in memory, whose reads are counted and whose bytes a test may spoil.
public final class MemoryStore implements ObjectStore {

    private final Map<String, byte[]> keyToBytes = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    public int reads() {
        return reads.get();
    }

    public void set(String key, byte[] bytes) {
        keyToBytes.put(key, bytes);
    }

    public byte[] get(String key) {
        byte[] bytes = keyToBytes.get(key);
        if (bytes == null) {
            throw new IllegalArgumentException("Expected the object " + key);
        }
        return bytes;
    }

    @Override
    public Future<Put> put(String key, Path file, Digest digest) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] there = keyToBytes.putIfAbsent(key, bytes);
            return Future.succeededFuture(
                    there == null ? Put.CREATED : Arrays.equals(there, bytes) ? Put.SAME : Put.DIFFERENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Future<byte[]> read(String key, long offset, int length) {
        reads.incrementAndGet();
        byte[] bytes = keyToBytes.get(key);
        if (bytes == null) {
            return Future.failedFuture(new ColdFault.Missing(key));
        }
        if (offset + length > bytes.length) {
            return Future.failedFuture(new ColdFault.Damaged(key, "Expected more bytes, was shorter", null));
        }
        return Future.succeededFuture(Arrays.copyOfRange(bytes, (int) offset, (int) offset + length));
    }

    @Override
    public Future<Optional<ObjectFacts>> head(String key) {
        byte[] bytes = keyToBytes.get(key);
        return Future.succeededFuture(
                bytes == null
                        ? Optional.empty()
                        : Optional.of(new ObjectFacts(key, bytes.length, "e", null, Instant.EPOCH)));
    }

    @Override
    public Future<List<ObjectFacts>> list(String prefix, @Nullable String after, int limit) {
        return Future.failedFuture(new UnsupportedOperationException("Expected no listing here"));
    }

    @Override
    public Future<Void> delete(String key) {
        keyToBytes.remove(key);
        return Future.succeededFuture();
    }

    @Override
    public String describe() {
        return "memory";
    }
}
