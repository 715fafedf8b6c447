package dev.tidemark.cold;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads out of a cold file what the manifest knew of it. Thread-safe, never blocks. Fails with a [ColdFault]: with
/// [ColdFault.Damaged] for an object that is no cold file.
public interface ColdInspector {

    /// @param bytes size of the object
    Future<Inspected> inspect(String key, long bytes);

    /// What a file says of itself.
    ///
    /// @param contentSha256 of all bytes before the footer, in lower-case hexadecimal
    /// @param rowDigest the [RowDigest] of its rows; null where it has none
    /// @param more the caller's own keys, as in [ColdFileWriter.Description]
    record Inspected(
            Partition partition,
            ColdFile.Kind kind,
            LocalDate fromDay,
            LocalDate toDay,
            int version,
            long lateThrough,
            long bytes,
            long rows,
            long minTimeUs,
            long maxTimeUs,
            String contentSha256,
            FileIndex index,
            @Nullable Long rowDigest,
            Map<String, String> more) {

        public Inspected {
            more = Map.copyOf(more);
        }

        /// The facts of the manifest. A file cannot tell its own checksum: that is of the object in the store.
        public FileFacts facts(String sha256) {
            return new FileFacts(bytes, sha256, rows, minTimeUs, maxTimeUs, index, rowDigest);
        }
    }
}
