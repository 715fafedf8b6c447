package dev.tidemark.cold.audit;

import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.FileFacts;
import io.vertx.core.Future;

/// Finds out from an object alone what the manifest would know of it. Thread-safe, never blocks.
@FunctionalInterface
public interface FileInspector {

    /// Reads the whole object. Fails with a [dev.tidemark.cold.ColdFault], which is a
    /// [dev.tidemark.cold.ColdFault.Damaged] where it is no file of ours.
    Future<Inspected> inspect(String key);

    /// @param description as the file was made with
    record Inspected(Description description, FileFacts facts) {}
}
