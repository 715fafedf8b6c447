package dev.tidemark.http.answer;

import dev.tidemark.cold.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose rows are wanted.
///
/// @param names points or sources; null for all
public record Names(Partition partition, @Nullable List<String> names) {

    public Names {
        names = names == null ? null : List.copyOf(names);
    }
}
