package dev.tidemark.bench;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/// A journal that counts what it is given and keeps nothing.
final class CountingJournal implements Journal {

    private final LongAdder rows = new LongAdder();

    @Override
    public UUID id() {
        return new UUID(0, 0);
    }

    @Override
    public Future<Receipt> append(RecordBatch batch) {
        rows.add(batch.size());
        return Future.succeededFuture(new Receipt(batch.size(), false));
    }

    @Override
    public Future<Receipt> append(RecordBatch batch, String idempotencyKey) {
        return append(batch);
    }

    @Override
    public JournalReader reader(Consumer consumer, Dataset dataset, Positions from) {
        throw new UnsupportedOperationException("Expected no reader of a journal that keeps nothing");
    }

    @Override
    public void acknowledge(Consumer consumer, Dataset dataset, Positions stored) {
        throw new UnsupportedOperationException("Expected no reader of a journal that keeps nothing");
    }

    @Override
    public JournalStats stats() {
        return new JournalStats(0, 1, rows.sum(), 0, 0, 0, 0, "");
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
