package dev.tidemark.http.format;

/// A column of an answer.
///
/// @param name as in JSON and in the header of a CSV
/// @param isOptional whether a row may have nothing there
public record Column(String name, Kind kind, boolean isOptional) {

    /// A column that every row has.
    public Column(String name, Kind kind) {
        this(name, kind, false);
    }

    public static Column optional(String name, Kind kind) {
        return new Column(name, kind, true);
    }

    /// What stands in a column.
    public enum Kind {
        /// A text, of which a column has few.
        TEXT,
        TIME,
        /// A time that JSON and NDJSON give as milliseconds since the epoch, CSV as [#TIME]; a file of Parquet
        /// gives milliseconds for the one, microseconds for the other.
        TIME_MS,
        NUMBER,
        WHOLE,
        /// JSON, or any other text that differs from row to row, as UTF-8.
        JSON
    }
}
