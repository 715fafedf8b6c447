package dev.tidemark.cold.make;

import dev.tidemark.cold.ColdFile;
import java.util.Optional;

/// What came of a file that was ordered of a [FileMaker].
public sealed interface Made {

    /// It is in the object store and was read back.
    ///
    /// @param file with its facts
    record Verified(ColdFile file) implements Made {}

    /// Other bytes are under its key, and stay there: it needs another key.
    record Occupied() implements Made {}

    /// There are no rows, hence no file.
    record Empty() implements Made {}

    /// The file, where there is one.
    default Optional<ColdFile> verified() {
        return this instanceof Verified(ColdFile file) ? Optional.of(file) : Optional.empty();
    }
}
