package dev.tidemark.testkit;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An object store without a disk. Thread-safe.
public final class InMemoryObjectStore implements ObjectStore {

    private record Stored(byte[] bytes, Digest digest) {}

    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile @Nullable RuntimeException fault;

    /// Lets everything fail from now on.
    public void failWith(@Nullable RuntimeException failure) {
        fault = failure;
    }

    /// Reads so far.
    public int reads() {
        return reads.get();
    }

    @Override
    public Future<Put> put(String key, Path file, Digest digest) {
        return checked(key, () -> {
            try {
                var stored = new Stored(Files.readAllBytes(file), digest);
                Stored before = objects.putIfAbsent(key, stored);
                return before == null ? Put.CREATED : before.digest.equals(digest) ? Put.SAME : Put.DIFFERENT;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Future<byte[]> read(String key, long offset, int length) {
        reads.incrementAndGet();
        return checked(key, () -> {
            Stored stored = objects.get(key);
            if (stored == null) {
                throw new ColdFault.Missing(key);
            }
            if (offset + length > stored.bytes.length) {
                throw new ColdFault.Damaged(key, "Expected more bytes", null);
            }
            return Arrays.copyOfRange(stored.bytes, (int) offset, (int) offset + length);
        });
    }

    @Override
    public Future<Optional<ObjectFacts>> head(String key) {
        return checked(key, () -> Optional.ofNullable(objects.get(key)).map(stored -> facts(key, stored)));
    }

    @Override
    public Future<List<ObjectFacts>> list(String prefix, @Nullable String after, int limit) {
        return Future.succeededFuture(objects.tailMap(after == null ? "" : after, false).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .limit(limit)
                .map(entry -> facts(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public Future<Void> delete(String key) {
        return checked(key, () -> Optional.ofNullable(objects.remove(key))).mapEmpty();
    }

    @Override
    public String describe() {
        return "memory:";
    }

    private static ObjectFacts facts(String key, Stored stored) {
        String sha256 = stored.digest.sha256();
        return new ObjectFacts(key, stored.bytes.length, sha256.substring(0, 32), sha256, Instant.EPOCH);
    }

    private <T> Future<T> checked(String key, Supplier<T> work) {
        RuntimeException failure = fault;
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        if (!LakeKey.isSafe(key)) {
            return Future.failedFuture(new ColdFault.Refused(key, "Expected a safe key, was '" + key + "'", null));
        }
        try {
            return Future.succeededFuture(work.get());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
