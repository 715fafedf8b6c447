package dev.tidemark.cold;

import java.time.LocalDate;

/// A file of the lake as the manifest knows it: all that is needed to read any part of it with one request.
///
/// @param id of the manifest's row
/// @param key in the object store
/// @param fromDay the first UTC day that it holds
/// @param toDay the day behind the last one
/// @param version 1 for the first file of these days; a later one holds everything of those before it
/// @param lateThrough the number of the last late row that is folded in; 0 for none
public record ColdFile(
        long id,
        String key,
        Partition partition,
        Kind kind,
        LocalDate fromDay,
        LocalDate toDay,
        int version,
        long lateThrough,
        FileFacts facts) {

    /// The same file once it is written.
    public ColdFile withFacts(FileFacts written) {
        return new ColdFile(id, key, partition, kind, fromDay, toDay, version, lateThrough, written);
    }

    /// What a file is for.
    public enum Kind {
        /// All rows of a closed day.
        DAY,
        /// All rows of a closed month.
        MONTH,
        /// Rows of an open day as they come. Never owns anything, is never read by a query.
        PART
    }
}
