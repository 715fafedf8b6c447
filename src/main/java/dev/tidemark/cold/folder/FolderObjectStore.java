package dev.tidemark.cold.folder;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.RequestQueue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objects as files below one folder.
public final class FolderObjectStore implements ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(FolderObjectStore.class);

    /// Reads and writes at once, each on a thread of its own.
    private static final int CONCURRENCY = 8;

    private static final int MAX_WAITING = 20_000;

    /// A disk that does not answer for so long has failed.
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final LakeFolder folder;
    private final RequestQueue requests;
    private final ObjectCounters counters;

    private FolderObjectStore(LakeFolder folder, RequestQueue requests, ObjectCounters counters) {
        this.folder = folder;
        this.requests = requests;
        this.counters = counters;
    }

    /// Opens a folder, making it where there is none, and removes what a crash has left unfinished in it.
    public static Future<FolderObjectStore> open(Vertx vertx, Path root, ObjectCounters counters) {
        return vertx.executeBlocking(() -> opened(vertx, root, counters)).map(Objects::requireNonNull);
    }

    private static FolderObjectStore opened(Vertx vertx, Path root, ObjectCounters counters) {
        try {
            var folder = LakeFolder.open(root);
            long removed = folder.removeUnfinished();
            if (removed > 0) {
                LOG.info("Removed {} unfinished files of an earlier run from {}", removed, root);
            }
            var limits = new RequestQueue.Limits(CONCURRENCY, MAX_WAITING, CONCURRENCY);
            return new FolderObjectStore(folder, new RequestQueue(vertx, "lake-folder", limits, counters), counters);
        } catch (UncheckedIOException e) {
            throw fault(root.toString(), Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw fault(root.toString(), e);
        }
    }

    @Override
    public Future<Put> put(String key, Path file, Digest digest) {
        return run(Operation.PUT, key, () -> folder.put(key, file, digest)).onSuccess(put -> {
            if (put == Put.CREATED) {
                counters.addBytes(Operation.PUT, digest.bytes());
            }
        });
    }

    @Override
    public Future<byte[]> read(String key, long offset, int length) {
        return run(Operation.READ, key, () -> folder.read(key, offset, length))
                .onSuccess(bytes -> counters.addBytes(Operation.READ, bytes.length));
    }

    @Override
    public Future<Optional<ObjectFacts>> head(String key) {
        return run(Operation.HEAD, key, () -> folder.head(key));
    }

    @Override
    public Future<List<ObjectFacts>> list(String prefix, @Nullable String after, int limit) {
        return run(Operation.LIST, prefix, () -> folder.list(prefix, after, limit));
    }

    @Override
    public Future<Void> delete(String key) {
        return run(Operation.DELETE, key, () -> {
                    folder.delete(key);
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public String describe() {
        return "file:" + folder.root();
    }

    /// Takes nothing more; what runs ends.
    public void close() {
        requests.close();
    }

    private interface Work<T> {

        T run() throws IOException;
    }

    private <T> Future<T> run(Operation operation, String key, Work<T> work) {
        return requests.run(new RequestQueue.Request<>(operation, key, DEADLINE, () -> done(key, work)));
    }

    private static <T> CompletionStage<T> done(String key, Work<T> work) {
        try {
            return CompletableFuture.completedFuture(work.run());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(fault(key, e));
        }
    }

    private static ColdFault fault(String key, IOException e) {
        return switch (e) {
            case NoSuchFileException ignored -> new ColdFault.Missing(key);
            case AccessDeniedException denied ->
                new ColdFault.Refused(key, "Expected to be allowed to use " + denied.getMessage(), denied);
            default -> new ColdFault.Unavailable(key, "The disk failed for " + key + ": " + e, e);
        };
    }
}
