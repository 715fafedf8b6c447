package dev.tidemark.cold;

import dev.tidemark.market.RecordBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/// Writes one cold file to the local disk. Blocks: for virtual threads and workers. The same rows and the same
/// description give the same bytes, whatever the batches they come in.
public interface ColdFileWriter extends AutoCloseable {

    /// Appends rows in the order of the file: by name, then time, then origin. Throws [IllegalArgumentException]
    /// for rows out of order or of another partition.
    void add(RecordBatch rows) throws IOException;

    /// Ends the file and forces it to the disk. A file without rows is an [IllegalStateException].
    FileFacts finish() throws IOException;

    /// Removes the file unless it is finished. Idempotent.
    @Override
    void close() throws IOException;

    /// Makes writers.
    interface Factory {

        ColdFileWriter create(Path file, Description description) throws IOException;
    }

    /// What goes into the file's metadata, so that the manifest can be rebuilt from it.
    ///
    /// @param lateThrough the number of the last late row that is folded in
    /// @param more further keys and values, of the caller's own
    record Description(
            Partition partition,
            ColdFile.Kind kind,
            LocalDate fromDay,
            LocalDate toDay,
            int version,
            long lateThrough,
            Map<String, String> more) {

        public Description {
            more = Map.copyOf(more);
        }
    }
}
