package dev.tidemark.cold.archive;

import dev.tidemark.cold.PartitionDay;
import dev.tidemark.market.Dataset;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a run is asked to do.
///
/// @param dataset null for all
/// @param partition a site or symbol; null for all
/// @param from the first day; null for the oldest
/// @param to the day behind the last one; null for the last closed one
/// @param isForced whether days go that are too young or not quiet, and late rows that are too few
public record ArchiveOrder(
        Reason reason,
        @Nullable Dataset dataset,
        @Nullable String partition,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        boolean isForced) {

    /// Why there is a run.
    public enum Reason {
        /// It was time.
        DAILY,
        /// Somebody asked for it.
        MANUAL,
        /// The hot store was full.
        EARLY
    }

    /// Everything that is due.
    public static ArchiveOrder all(Reason reason) {
        return new ArchiveOrder(reason, null, null, null, null, false);
    }

    boolean concerns(Dataset of) {
        return dataset == null || dataset == of;
    }

    boolean concerns(PartitionDay day) {
        return concerns(day.dataset())
                && (partition == null || partition.equals(day.partition().name()))
                && (from == null || !day.day().isBefore(from))
                && (to == null || day.day().isBefore(to));
    }
}
