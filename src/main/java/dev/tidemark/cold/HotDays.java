package dev.tidemark.cold;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the archiver asks of the hot store: days, on their way out. Thread-safe, never blocks.
///
/// From [#seal] on, the hot rows of that day of that partition never change again; what still comes is kept aside as
/// late rows, numbered, and visible to every query.
public interface HotDays {

    /// Days before `before` of which some partition still has hot rows that are not owned by cold, the oldest
    /// first.
    Future<List<Closed>> closed(Dataset dataset, LocalDate before);

    /// Ends a day of a partition: waits for the writers that are at it, then no further row lands there.
    /// Idempotent.
    Future<Void> seal(PartitionDay day);

    /// Makes the rows of a sealed day quick to read, where that takes less time than it saves. Never fails: what
    /// cannot be made quick is read as it is.
    Future<Void> prepare(PartitionDay day);

    /// The rows of a sealed day in the order of a cold file: by name, then time, then origin.
    Future<RecordCursor> rows(PartitionDay day);

    /// Owned days with late rows.
    Future<List<Late>> late();

    /// The number of the newest late row of a day, 0 for none: waits for the writers that are at it, so that every
    /// row up to it can be seen.
    Future<Long> lateThrough(PartitionDay day);

    /// The late rows of a day up to a number, in the order of a cold file.
    Future<RecordCursor> lateRows(PartitionDay day, long through);

    /// Days before `before` that there is a hot table of, the oldest first.
    Future<List<LocalDate>> tables(Dataset dataset, LocalDate before);

    /// Drops the hot table of a day if cold owns everything in it and no older reader is in the way.
    Future<Drop> drop(Dataset dataset, LocalDate day);

    /// @param touched when rows last came for this day of the dataset, as far as is known
    /// @param isSealed whether an earlier run has begun with it
    record Closed(PartitionDay day, @Nullable Instant touched, boolean isSealed) {}

    /// @param oldest when the first of them came
    record Late(PartitionDay day, long rows, Instant oldest) {}

    /// How a [#drop] ended.
    enum Drop {
        DROPPED,
        /// There is no such table (any more).
        ABSENT,
        /// Some partition in it is not owned by cold.
        STILL_OWNER,
        /// A reader or writer was in the way for too long. Try again later.
        BUSY
    }
}
