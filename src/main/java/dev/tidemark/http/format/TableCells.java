package dev.tidemark.http.format;

import dev.tidemark.cold.TableWriter;
import org.jspecify.annotations.Nullable;

/// Rows as those of a table.
///
/// @param table with the columns of the answer
record TableCells(TableWriter table) implements CellSink {

    @Override
    public void beginRow() {
        // A row begins where the one before has ended.
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            table.none();
        } else {
            table.text(value);
        }
    }

    @Override
    public void time(long timeUs) {
        table.whole(timeUs);
    }

    @Override
    public void number(double value) {
        table.real(Double.isFinite(value) ? value : Double.NaN);
    }

    @Override
    public void whole(long value) {
        table.whole(value);
    }

    @Override
    public void json(byte @Nullable [] value) {
        if (value == null) {
            table.none();
        } else {
            table.text(value);
        }
    }

    @Override
    public void none() {
        table.none();
    }

    @Override
    public void endRow() {
        table.endRow();
    }
}
