package dev.tidemark.cold.parquet;

import org.jspecify.annotations.Nullable;

/// A column of a file, and where its values come from.
///
/// @param <R> rows, as columns
public sealed interface Column<R> {

    String name();

    /// Whether a row may have no value. Where this is false and a value is absent all the same, writing fails.
    boolean isOptional();

    /// Whole numbers and times.
    ///
    /// @param absent the value that stands for none
    record Whole<R>(String name, boolean isOptional, Unit unit, long absent, LongOfRow<R> value) implements Column<R> {}

    /// Doubles; NaN stands for none.
    record Real<R>(String name, boolean isOptional, DoubleOfRow<R> value) implements Column<R> {}

    /// Texts of which there are few.
    record Name<R>(String name, boolean isOptional, TextOfRow<R> value) implements Column<R> {}

    /// Texts that differ from row to row.
    record Text<R>(String name, boolean isOptional, BytesOfRow<R> value) implements Column<R> {}

    /// What a whole number counts, and how many microseconds that is in a batch.
    enum Unit {
        COUNT(1),
        MILLIS(1_000),
        MICROS(1);

        private final int divisor;

        Unit(int divisor) {
            this.divisor = divisor;
        }

        /// What a value of a batch is divided by.
        public int divisor() {
            return divisor;
        }
    }

    /// A value of a row.
    interface LongOfRow<R> {
        long of(R rows, int row);
    }

    /// A value of a row.
    interface DoubleOfRow<R> {
        double of(R rows, int row);
    }

    /// A value of a row.
    interface TextOfRow<R> {
        @Nullable
        String of(R rows, int row);
    }

    /// A value of a row, as UTF-8.
    interface BytesOfRow<R> {
        byte @Nullable [] of(R rows, int row);
    }
}
