package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.market.TimeRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is wanted of a file.
///
/// @param names null for all
record Wanted(ColdFile file, @Nullable Set<String> names, TimeRange range) {

    boolean hasName(String name) {
        return names == null || names.contains(name);
    }
}
