package dev.tidemark.hot;

import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hot and cold of one partition as of one moment. Thread-safe, never blocks. Fails with a [HotFault].
public interface Snapshots {

    /// Takes a snapshot for reading these names in this range. It holds a connection until it is closed.
    ///
    /// @param names points or sources; null for all
    Future<Snapshot> open(Partition partition, @Nullable Collection<String> names, TimeRange range);

    /// One moment: who owns which day, and the rows that cold does not own. One cursor at a time may be read, and
    /// none after [#close]. Confined to the context that opened it.
    interface Snapshot {

        /// Those of the wanted names that the partition ever had, hot or cold, in the order of
        /// [dev.tidemark.market.NameOrder].
        List<String> names();

        /// How many names it ever had, wanted or not; 0 for an unknown partition.
        int known();

        /// The days of the range that cold owns, in order.
        List<Owner> owners();

        /// Whether there are late rows of the wanted names in the range.
        boolean hasLate();

        /// Hot rows of a part of the range in which cold owns no day. Samples come by name, then time; the
        /// others by time, then origin, which holds the ingest id.
        ///
        /// @param names some of the wanted ones; null for all of those
        RecordCursor hot(@Nullable Collection<String> names, TimeRange range);

        /// Late rows of a part of the range, in the same order. Those of a day that is sealed and not yet owned
        /// are never rows that the hot store has, too; those of an owned day may be.
        RecordCursor late(@Nullable Collection<String> names, TimeRange range);

        /// Ends the snapshot. Idempotent; never fails.
        Future<Void> close();
    }
}
