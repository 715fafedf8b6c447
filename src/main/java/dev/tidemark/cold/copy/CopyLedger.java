package dev.tidemark.cold.copy;

import dev.tidemark.cold.ColdFile;
import io.vertx.core.Future;
import java.util.List;

/// Which files of the manifest have a copy. Thread-safe, never blocks.
public interface CopyLedger {

    /// Forgets the copies in other stores than this one, which stay where they are.
    Future<Void> begin(String store);

    /// Live files without a copy, in the order of their ids, behind `after`.
    Future<List<ColdFile>> missing(long after, int limit);

    /// Remembers a copy. False, and nothing done, where the file is gone meanwhile.
    Future<Boolean> note(ColdFile file, String store);

    /// Files whose object is gone while their copy is not.
    Future<List<ColdFile>> unwanted(int limit);

    /// Forgets a copy that is gone.
    Future<Void> forget(ColdFile file);

    Future<Backlog> backlog();

    /// What has no copy yet.
    record Backlog(long files, long bytes) {

        public static final Backlog NONE = new Backlog(0, 0);
    }
}
