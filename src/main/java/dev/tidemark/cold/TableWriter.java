package dev.tidemark.cold;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table on its way out as a file of the lake's format, made piece by piece, so that it never is in memory as a
/// whole. Confined to one context; one call at a time.
///
/// The cells of a row come in the order of the columns. Rows are kept until they are a group; groups are encoded on
/// workers. A file without its end is none that any tool would read.
public interface TableWriter {

    /// A column of the table.
    ///
    /// @param isOptional whether a row may have no value; where this is false and one has none, the group fails
    record Column(String name, Kind kind, boolean isOptional) {}

    /// What stands in a column.
    enum Kind {
        /// A time, in microseconds here and in milliseconds in the file.
        MILLIS,
        /// A time in microseconds.
        MICROS,
        /// A whole number.
        WHOLE,
        /// A number.
        REAL,
        /// A text that many rows have.
        NAME,
        /// A text that differs from row to row.
        TEXT
    }

    /// The next cell, of a column of names or texts.
    void text(String value);

    /// The next cell, of a column of texts, as UTF-8. Nobody may change it any more.
    void text(byte[] utf8);

    /// The next cell, of a column of whole numbers or times.
    void whole(long value);

    /// The next cell, of a column of numbers. NaN stands for none.
    void real(double value);

    /// The next cell, without a value.
    void none();

    void endRow();

    /// Whether the rows are as many as a group should have. More may come all the same.
    boolean isFull();

    /// Ends a group: gives the bytes of the file that are new. No cells may come before it has completed.
    Future<Buffer> group();

    /// Ends the file: gives the rest of its bytes.
    ///
    /// @param more keys and values of the file's own metadata
    Future<Buffer> finish(Map<String, @Nullable String> more);

    /// Frees what encoding needs, once the group that is under way is done. Idempotent; may come at any time.
    void close();

    /// Makes tables.
    interface Factory {

        TableWriter create(String name, List<Column> columns);
    }
}
