package dev.tidemark.testkit;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// An object store that misbehaves in front of one that does not, when told to. Thread-safe.
public final class FailingObjectStore implements ObjectStore {

    /// What goes wrong.
    public enum Trouble {
        NONE,
        /// Every upload fails and stores nothing, as with 500, 503 or a timeout.
        PUT_FAILS,
        /// The upload is stored, and its answer is lost.
        PUT_ANSWER_LOST,
        /// The upload is acknowledged, and the object is gone.
        PUT_LOST,
        /// The object is shorter than what was uploaded.
        TRUNCATED,
        /// A byte in the middle is another one.
        OTHER_BYTES,
        /// Every read fails, as with 500, 503 or a timeout.
        READ_FAILS,
        /// There is something else under every key.
        OCCUPIED
    }

    private final ObjectStore store;
    private final Queue<Promise<Void>> hanging = new ConcurrentLinkedQueue<>();
    private volatile Trouble trouble = Trouble.NONE;
    private volatile boolean isHolding;

    public FailingObjectStore(ObjectStore store) {
        this.store = store;
    }

    public void trouble(Trouble next) {
        trouble = next;
    }

    /// Answers no read until [#letGo]. No trouble of a real store, which is given up after its time.
    public void holdReads() {
        isHolding = true;
    }

    /// Reads that hang.
    public int hanging() {
        return hanging.size();
    }

    /// Answers the reads that hang, and lets no more hang.
    public void letGo() {
        isHolding = false;
        for (Promise<Void> turn = hanging.poll(); turn != null; turn = hanging.poll()) {
            turn.complete();
        }
    }

    @Override
    public Future<Put> put(String key, Path file, Digest digest) {
        return switch (trouble) {
            case PUT_FAILS -> Future.failedFuture(new ColdFault.Unavailable(key, "The store answered 503", null));
            case PUT_ANSWER_LOST ->
                store.put(key, file, digest)
                        .compose(stored -> Future.failedFuture(
                                new ColdFault.Unavailable(key, "The store did not answer in time", null)));
            case PUT_LOST ->
                store.put(key, file, digest).compose(put -> store.delete(key).map(put));
            case OCCUPIED -> Future.succeededFuture(Put.DIFFERENT);
            default -> store.put(key, file, digest);
        };
    }

    @Override
    public Future<byte[]> read(String key, long offset, int length) {
        if (isHolding) {
            Promise<Void> turn = Promise.promise();
            hanging.add(turn);
            return turn.future().compose(gone -> store.read(key, offset, length));
        }
        return switch (trouble) {
            case READ_FAILS -> Future.failedFuture(new ColdFault.Unavailable(key, "The store answered 500", null));
            case OTHER_BYTES -> store.read(key, offset, length).map(FailingObjectStore::spoilt);
            default -> store.read(key, offset, length);
        };
    }

    @Override
    public Future<Optional<ObjectFacts>> head(String key) {
        return store.head(key)
                .map(found -> trouble == Trouble.TRUNCATED ? found.map(FailingObjectStore::shorter) : found);
    }

    @Override
    public Future<List<ObjectFacts>> list(String prefix, @Nullable String after, int limit) {
        return store.list(prefix, after, limit);
    }

    @Override
    public Future<Void> delete(String key) {
        return store.delete(key);
    }

    @Override
    public String describe() {
        return store.describe();
    }

    private static byte[] spoilt(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    private static ObjectFacts shorter(ObjectFacts facts) {
        return new ObjectFacts(facts.key(), facts.bytes() - 1, facts.etag(), facts.sha256(), facts.modified());
    }
}
