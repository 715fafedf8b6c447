package dev.tidemark.cli.capture;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Takes everything and keeps nothing: a recorder wants the venue's frames, not the records in them. Thread-safe.
final class NoJournal implements Journal {

    private final UUID id = new UUID(0, 0);
    private final AtomicLong records = new AtomicLong();

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Future<Receipt> append(RecordBatch batch) {
        records.addAndGet(batch.size());
        return Future.succeededFuture(new Receipt(batch.size(), false));
    }

    @Override
    public Future<Receipt> append(RecordBatch batch, String idempotencyKey) {
        return append(batch);
    }

    /// Fails with [IllegalStateException]: there is nothing to read.
    @Override
    public JournalReader reader(Dataset dataset, Positions from) {
        throw new IllegalStateException("Expected no reader of a journal that keeps nothing");
    }

    @Override
    public void acknowledge(Dataset dataset, Positions stored) {}

    @Override
    public JournalStats stats() {
        return new JournalStats(0, Long.MAX_VALUE, records.get(), 0, 0, 0, 0, "");
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
