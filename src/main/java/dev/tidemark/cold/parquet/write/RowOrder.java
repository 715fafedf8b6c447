package dev.tidemark.cold.parquet.write;

import dev.tidemark.cold.ColdFileWriter.Description;
import dev.tidemark.cold.parquet.Layout;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.Timeframe;
import org.jspecify.annotations.Nullable;

/// Lets rows pass that belong into a file and come in its order: by name, then time, then origin.
final class RowOrder {

    private static final int MICROS_PER_MILLI = 1_000;

    private final Layout layout;
    private final Description description;
    private final TimeRange range;
    private final boolean isSamples;
    private @Nullable Series series;
    private String name = "";
    private @Nullable Timeframe timeframe;
    private long timeUs;
    private long origin;

    RowOrder(Layout layout, Description description) {
        this.layout = layout;
        this.description = description;
        this.range = TimeRange.ofDays(description.fromDay(), description.toDay());
        this.isSamples = layout.dataset() == Dataset.SAMPLES;
    }

    /// Whether the row has another name than the one before. Throws [IllegalArgumentException] for one that does
    /// not belong here.
    boolean accept(RecordBatch batch, int row) {
        Series next = batch.series(row);
        long nextTimeUs = batch.timeUs(row);
        long nextOrigin = layout.hasOrigin() ? batch.origin(row) : 0;
        boolean isNewName = !(series != null && next.equals(series)) && isNewName(next);
        if (!isNewName && (nextTimeUs < timeUs || (nextTimeUs == timeUs && !isBehind(nextOrigin)))) {
            throw new IllegalArgumentException("Expected rows of " + name + " in order of time and origin, was "
                    + nextTimeUs + " (" + nextOrigin + ") after " + timeUs + " (" + origin + ")");
        }
        checkTime(nextTimeUs);
        if (batch instanceof CandleBatch candles) {
            checkTimeframe(candles.timeframe(row));
        }
        series = next;
        timeUs = nextTimeUs;
        origin = nextOrigin;
        return isNewName;
    }

    /// Two rows of one series and one moment are told apart by their origin; without one, there are no such two.
    private boolean isBehind(long nextOrigin) {
        return layout.hasOrigin() && nextOrigin > origin;
    }

    private boolean isNewName(Series next) {
        if (next.dataset() != layout.dataset()
                || !layout.partitionOf(next).equals(description.partition().name())) {
            throw new IllegalArgumentException("Expected rows of " + description.partition() + ", was one of " + next);
        }
        String nextName = layout.nameOf(next);
        int compared = series == null ? 1 : NameOrder.INSTANCE.compare(nextName, name);
        if (compared < 0) {
            throw new IllegalArgumentException("Expected names in order, was " + nextName + " after " + name);
        }
        name = nextName;
        return compared > 0;
    }

    private void checkTime(long atUs) {
        if (!range.contains(atUs)) {
            throw new IllegalArgumentException("Expected times from " + description.fromDay() + " to "
                    + description.toDay() + ", was " + atUs + " µs");
        }
        if (isSamples && atUs % MICROS_PER_MILLI != 0) {
            throw new IllegalArgumentException("Expected samples at whole milliseconds, was " + atUs + " µs");
        }
    }

    private void checkTimeframe(Timeframe next) {
        if (timeframe != null && timeframe != next) {
            throw new IllegalArgumentException("Expected candles of " + timeframe.label() + ", was " + next.label());
        }
        timeframe = next;
    }
}
