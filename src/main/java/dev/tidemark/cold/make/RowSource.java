package dev.tidemark.cold.make;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// Rows in the order of a cold file, waited for.
public interface RowSource extends AutoCloseable {

    /// The next rows; null at the end.
    @Nullable
    RecordBatch next();

    @Override
    void close();

    static RowSource of(Future<RecordCursor> cursor) {
        return of(Wait.on(cursor));
    }

    static RowSource of(RecordCursor cursor) {
        return new RowSource() {
            @Override
            public @Nullable RecordBatch next() {
                return Wait.on(cursor.next()).orElse(null);
            }

            @Override
            public void close() {
                Wait.on(cursor.close());
            }
        };
    }
}
