package dev.tidemark.cold.parquet;

import dev.tidemark.market.RecordBatch;
import org.jspecify.annotations.Nullable;

/// A column of a cold file, and where its values come from in a batch.
public sealed interface Column {

    String name();

    /// Whether a row may have no value. Where this is false and a value is absent all the same, writing fails.
    boolean isOptional();

    /// Whole numbers and times.
    ///
    /// @param absent the value that stands for none
    record Whole(String name, boolean isOptional, Unit unit, long absent, LongOfRow value) implements Column {}

    /// Doubles; NaN stands for none.
    record Real(String name, boolean isOptional, DoubleOfRow value) implements Column {}

    /// Texts of which there are few.
    record Name(String name, boolean isOptional, TextOfRow value) implements Column {}

    /// Texts that differ from row to row.
    record Text(String name, boolean isOptional, BytesOfRow value) implements Column {}

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
    interface LongOfRow {
        long of(RecordBatch rows, int row);
    }

    /// A value of a row.
    interface DoubleOfRow {
        double of(RecordBatch rows, int row);
    }

    /// A value of a row.
    interface TextOfRow {
        @Nullable
        String of(RecordBatch rows, int row);
    }

    /// A value of a row, as UTF-8.
    interface BytesOfRow {
        byte @Nullable [] of(RecordBatch rows, int row);
    }
}
