package dev.tidemark.cursor;

import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.Optional;

/// The rows of another cursor that pass a test. Batches of which all rows pass are handed on as they are.
public final class FilterCursor implements RecordCursor {

    private final RecordCursor cursor;
    private final Filter filter;

    public FilterCursor(RecordCursor cursor, Filter filter) {
        this.cursor = cursor;
        this.filter = filter;
    }

    /// Tells which rows stay.
    public interface Filter {

        boolean keeps(RecordBatch rows, int row);
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        while (true) {
            Future<Optional<RecordBatch>> rows = cursor.next();
            if (!rows.isComplete()) {
                return rows.compose(batch -> {
                    Optional<RecordBatch> kept = batch.map(this::kept);
                    return kept.isPresent() && kept.get().isEmpty() ? next() : Future.succeededFuture(kept);
                });
            }
            if (rows.failed() || rows.result().isEmpty()) {
                return rows;
            }
            RecordBatch kept = kept(rows.result().get());
            if (!kept.isEmpty()) {
                return Future.succeededFuture(Optional.of(kept));
            }
        }
    }

    @Override
    public Future<Void> close() {
        return cursor.close();
    }

    private RecordBatch kept(RecordBatch rows) {
        int same = 0;
        while (same < rows.size() && filter.keeps(rows, same)) {
            same++;
        }
        if (same == rows.size()) {
            return rows;
        }
        RecordBatch kept = rows.newEmpty(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            if (row < same || (row > same && filter.keeps(rows, row))) {
                kept.copyRow(rows, row);
            }
        }
        return kept;
    }
}
