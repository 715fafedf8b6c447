package dev.tidemark.cold;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A folder or a bucket of immutable objects. Thread-safe, never blocks; every wait has a deadline.
///
/// A key is `/`-separated parts that [LakeKey] has made; whoever gets one from outside checks it there first. Fails
/// with a [ColdFault].
public interface ObjectStore {

    /// Stores a file under a key, whole or not at all, durable once this succeeds. Never overwrites.
    Future<Put> put(String key, Path file, Digest digest);

    /// The bytes of a range, exactly `length` of them, which nobody else has: fewer are a [ColdFault.Damaged].
    Future<byte[]> read(String key, long offset, int length);

    /// What is known of an object; empty where there is none.
    Future<Optional<ObjectFacts>> head(String key);

    /// Objects whose key begins with `prefix` and comes behind `after`, in the order of their keys.
    Future<List<ObjectFacts>> list(String prefix, @Nullable String after, int limit);

    /// Removes an object. One that is not there is removed already.
    Future<Void> delete(String key);

    /// Where it is, for people, without secrets: `file:/data/lake`, `s3://data-lake`.
    String describe();

    /// How a [#put] ended.
    enum Put {
        CREATED,
        /// The very same bytes were there already.
        SAME,
        /// Other bytes are under the key, and stay there.
        DIFFERENT
    }

    /// @param bytes size
    /// @param sha256 in lower-case hexadecimal
    record Digest(long bytes, String sha256) {}

    /// @param etag strong, without quotes
    /// @param sha256 as given to [#put]; null where the store does not know
    /// @param modified when it was stored, by the store's clock
    record ObjectFacts(
            String key, long bytes, String etag, @Nullable String sha256, Instant modified) {}
}
