package dev.tidemark.cold.archive.rows;

import dev.tidemark.cold.make.RowSource;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A day's rows and those that came late, merged in the order of a cold file. Of two records with one identity the
/// first stored is kept, which is the day's own; ticks are all kept.
public final class FoldedRows implements RowSource {

    private static final int ROWS = 10_000;

    private final Dataset dataset;
    private final Reading base;
    private final Reading late;

    private FoldedRows(Dataset dataset, RowSource base, RowSource late) {
        this.dataset = dataset;
        this.base = new Reading(base);
        this.late = new Reading(late);
    }

    /// @param base opens the day's rows; for trades more than once
    /// @param late opens the late rows
    public static RowSource of(Dataset dataset, Supplier<RowSource> base, Supplier<RowSource> late) {
        RowSource own = base.get();
        try {
            RowSource more = late.get();
            return new FoldedRows(
                    dataset, own, dataset == Dataset.TRADES ? new NewTrades(more, base, NewTrades.MOST_ROWS) : more);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    @Override
    public @Nullable RecordBatch next() {
        RecordBatch merged = RecordBatch.of(dataset, ROWS);
        while (merged.size() < ROWS && (base.isAtRow() || late.isAtRow())) {
            step(merged);
        }
        return merged.isEmpty() ? null : merged;
    }

    @Override
    public void close() {
        try (base.source) {
            late.source.close();
        }
    }

    private void step(RecordBatch merged) {
        int order = !late.isAtRow() ? -1 : !base.isAtRow() ? 1 : order();
        if (order <= 0) {
            base.moveTo(merged);
            if (order == 0) {
                late.skip();
            }
        } else {
            late.moveTo(merged);
        }
    }

    /// Below 0 where the day's row comes first, 0 where the late one is the same record.
    private int order() {
        RecordBatch ours = base.rows();
        RecordBatch theirs = late.rows();
        int order = NameOrder.INSTANCE.compare(name(ours.series(base.row)), name(theirs.series(late.row)));
        if (order == 0) {
            order = Long.compare(ours.timeUs(base.row), theirs.timeUs(late.row));
        }
        if (order == 0 && dataset != Dataset.SAMPLES) {
            order = ours.origin(base.row) <= theirs.origin(late.row) ? -1 : 1;
        }
        return order;
    }

    private String name(Series series) {
        return dataset == Dataset.SAMPLES ? series.symbol() : series.source();
    }

    /// Where one of the two stands.
    private static final class Reading {

        private final RowSource source;
        private @Nullable RecordBatch batch;
        private int row;
        private boolean isAtEnd;

        Reading(RowSource source) {
            this.source = source;
        }

        boolean isAtRow() {
            while (!isAtEnd && (batch == null || row == batch.size())) {
                batch = source.next();
                row = 0;
                isAtEnd = batch == null;
            }
            return !isAtEnd;
        }

        RecordBatch rows() {
            if (batch == null) {
                throw new IllegalStateException("Expected to be asked at a row, was at none");
            }
            return batch;
        }

        void moveTo(RecordBatch merged) {
            merged.copyRow(rows(), row++);
        }

        void skip() {
            row++;
        }
    }
}
