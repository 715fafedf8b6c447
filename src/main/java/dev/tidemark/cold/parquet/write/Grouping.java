package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.market.Dataset;

/// Where row groups end. Depends on rows alone, never on how they came in.
///
/// @param names so many names in a group are enough
/// @param rows so many rows are enough, where a name ends
/// @param mostRows so many rows end a group even within a name
record Grouping(int names, int rows, int mostRows) {

    /// A page of a value holds no more rows than this.
    static final int PAGE_ROWS = 20_000;

    static Grouping of(Dataset dataset, Kind kind) {
        if (dataset != Dataset.SAMPLES) {
            return new Grouping(1, 1, 50_000);
        }
        return switch (kind) {
            case DAY, PART -> new Grouping(16, 40_000, 120_000);
            case MONTH -> new Grouping(Integer.MAX_VALUE, 32_000, 120_000);
        };
    }

    boolean endsBefore(boolean isNewName, int namesSoFar, int rowsSoFar) {
        return rowsSoFar >= mostRows || (isNewName && (namesSoFar >= names || rowsSoFar >= rows));
    }
}
