package dev.tidemark.http.format;

/// A column of an answer.
///
/// @param name as in JSON and in the header of a CSV
public record Column(String name, Kind kind) {

    /// What stands in a column.
    public enum Kind {
        TEXT,
        TIME,
        /// A time that JSON and NDJSON give as milliseconds since the epoch, the others as [#TIME].
        TIME_MS,
        NUMBER,
        WHOLE,
        JSON
    }
}
