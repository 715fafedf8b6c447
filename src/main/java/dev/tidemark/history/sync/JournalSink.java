package dev.tidemark.history.sync;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.market.SampleBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Appends samples, and waits where the journal is full: it empties as soon as the database takes what is in it.
final class JournalSink {

    private final Vertx vertx;
    private final Journal journal;
    private final BooleanSupplier isStopped;

    /// @param isStopped ends the waiting
    JournalSink(Vertx vertx, Journal journal, BooleanSupplier isStopped) {
        this.vertx = vertx;
        this.journal = journal;
        this.isStopped = isStopped;
    }

    /// Completes once the rows are durable.
    Future<Void> append(SampleBatch rows) {
        return journal.append(rows)
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof JournalFault.Full full && !isStopped.getAsBoolean()
                        ? vertx.timer(Math.max(1, full.retryAfter().toMillis()), TimeUnit.MILLISECONDS)
                                .compose(waited -> append(rows))
                        : Future.failedFuture(failure));
    }
}
