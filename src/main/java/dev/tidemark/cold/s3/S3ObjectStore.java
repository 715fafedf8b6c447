package dev.tidemark.cold.s3;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.RequestQueue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objects in a bucket.
public final class S3ObjectStore implements ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);
    private static final int MAX_WAITING = 20_000;

    /// Requests are prepared and signed there.
    private static final int THREADS = 4;

    private final Vertx vertx;
    private final S3Connection connection;
    private final RequestQueue requests;
    private final Bucket bucket;
    private final Upload upload;

    private S3ObjectStore(Vertx vertx, S3Connection connection, RequestQueue requests, Bucket bucket) {
        this.vertx = vertx;
        this.connection = connection;
        this.requests = requests;
        this.bucket = bucket;
        this.upload = new Upload(vertx, bucket);
    }

    /// Opens a bucket. One that does not answer is no failure: it may answer later.
    ///
    /// The first request is made here, so that the library is loaded when the first query comes.
    public static Future<S3ObjectStore> open(Vertx vertx, S3Config config, ObjectCounters counters) {
        return vertx.executeBlocking(() -> opened(vertx, config, counters))
                .map(Objects::requireNonNull)
                .compose(store -> store.bucket
                        .page("", null, 1)
                        .onFailure(fault ->
                                LOG.warn("The bucket {} cannot be used yet: {}", store.describe(), fault.getMessage()))
                        .transform(ignored -> Future.succeededFuture(store)));
    }

    private static S3ObjectStore opened(Vertx vertx, S3Config config, ObjectCounters counters) {
        var limits = new RequestQueue.Limits(config.concurrency(), MAX_WAITING, THREADS);
        var requests = new RequestQueue(vertx, "lake-s3", limits, counters);
        var connection = new S3Connection(config, counters);
        var bucket = new Bucket(connection.client(), config, requests, counters);
        return new S3ObjectStore(vertx, connection, requests, bucket);
    }

    @Override
    public Future<Put> put(String key, Path file, Digest digest) {
        return ifSafe(key, () -> upload.put(key, file, digest));
    }

    @Override
    public Future<byte[]> read(String key, long offset, int length) {
        return ifSafe(key, () -> length == 0 ? nothing(key) : bucket.read(key, offset, length));
    }

    @Override
    public Future<Optional<ObjectFacts>> head(String key) {
        return ifSafe(key, () -> bucket.head(key));
    }

    @Override
    public Future<List<ObjectFacts>> list(String prefix, @Nullable String after, int limit) {
        return pages(prefix, after, limit, new ArrayList<>());
    }

    @Override
    public Future<Void> delete(String key) {
        return ifSafe(key, () -> bucket.delete(key));
    }

    @Override
    public String describe() {
        return "s3://" + bucket.name();
    }

    /// Takes nothing more; what runs is cut off.
    public Future<Void> close() {
        requests.close();
        return vertx.executeBlocking(() -> {
                    connection.close();
                    return true;
                })
                .mapEmpty();
    }

    private static <T> Future<T> ifSafe(String key, Supplier<Future<T>> request) {
        return LakeKey.isSafe(key)
                ? request.get()
                : Future.failedFuture(new ColdFault.Refused(key, "Expected a safe key, was '" + key + "'", null));
    }

    private Future<byte[]> nothing(String key) {
        return bucket.head(key)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(new byte[0])
                        : Future.failedFuture(new ColdFault.Missing(key)));
    }

    // Other tools may have put keys there that are none of ours; a page of them is passed over.
    private Future<List<ObjectFacts>> pages(String prefix, @Nullable String after, int limit, List<ObjectFacts> found) {
        int left = limit - found.size();
        if (left <= 0) {
            return Future.succeededFuture(List.copyOf(found));
        }
        return bucket.page(prefix, after, left).compose(page -> {
            page.stream().filter(one -> LakeKey.isSafe(one.key())).forEach(found::add);
            return page.isEmpty()
                    ? Future.succeededFuture(List.copyOf(found))
                    : pages(prefix, page.getLast().key(), limit, found);
        });
    }
}
