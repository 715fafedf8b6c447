package dev.tidemark.cold;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.TimeRange;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Reads rows out of cold files. Thread-safe, never blocks: requests run in parallel up to a bound, decoding runs on
/// workers. Nothing is fetched before the first [RecordCursor#next].
///
/// What a cursor hands over it has read of exactly the file it was given; otherwise it fails with a [ColdFault].
public interface ColdReader {

    /// Rows in the order of the file: by name, then time.
    ///
    /// @param names points or sources wanted; null for all. Those that the file does not hold give no rows.
    RecordCursor open(ColdFile file, @Nullable Collection<String> names, TimeRange range);

    /// The same reader, which counts into these counters, too. For knowing what one query cost.
    default ColdReader counting(ColdReadCounters counters) {
        return this;
    }
}
