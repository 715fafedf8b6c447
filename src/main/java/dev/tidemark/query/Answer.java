package dev.tidemark.query;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.cursor.RowOrder;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows of a query, in their order. Confined to the context that opened it.
///
/// Where a cold file is gone or not the one that was planned (it may have been replaced meanwhile), it plans once more
/// and goes on behind the last row given. A second time is a failure, never a hole.
public final class Answer implements RecordCursor {

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private final QueryEngine engine;
    private final SeriesQuery query;
    private final TierCounts counts;
    private final RowOrder order;
    private final Plan plan;
    private Run run;
    private long given;
    private @Nullable RowKey last;
    private boolean isReplanned;
    private boolean isClosed;

    Answer(QueryEngine engine, SeriesQuery query, TierCounts counts, Run run) {
        this.engine = engine;
        this.query = query;
        this.counts = counts;
        this.order = RowOrder.of(query.partition().dataset());
        this.run = run;
        this.plan = run.plan();
    }

    /// The versions of all that is read, where nothing of it is hot or can change; empty otherwise.
    public Optional<String> version() {
        return plan.version();
    }

    /// Whether a file was not as planned, so that [#version] is not of what was read.
    public boolean isReplanned() {
        return isReplanned;
    }

    /// The names that are read, in their order.
    public List<String> names() {
        return plan.names();
    }

    /// Where the rows given so far come from; a live view.
    public TierCounts counts() {
        return counts;
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        return run.rows().next().map(this::noted).recover(this::again);
    }

    /// May come at any time, during [#next], too: what that then gives is nothing to go by.
    @Override
    public Future<Void> close() {
        if (isClosed) {
            return Future.succeededFuture();
        }
        isClosed = true;
        return run.close();
    }

    private Optional<RecordBatch> noted(Optional<RecordBatch> rows) {
        rows.ifPresent(batch -> {
            given += batch.size();
            last = order.key(batch, batch.size() - 1);
        });
        return rows;
    }

    private Future<Optional<RecordBatch>> goOn(Run fresh) {
        run = fresh;
        return next();
    }

    private Future<Optional<RecordBatch>> again(Throwable failure) {
        boolean isStale = failure instanceof ColdFault.Missing || failure instanceof ColdFault.Damaged;
        if (!isStale || isReplanned || isClosed) {
            return Future.failedFuture(failure);
        }
        isReplanned = true;
        LOG.warn("Planning a query again: {}", failure.getMessage());
        return run.close()
                .compose(closed -> engine.start(query.behind(last, query.maxRows() - given), counts))
                .compose(fresh -> isClosed
                        // Closed while it was planned.
                        ? fresh.close().compose(closed -> Future.failedFuture(failure))
                        : goOn(fresh));
    }
}
