package dev.tidemark.recording;

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
import java.util.concurrent.atomic.AtomicLong;

/// Takes everything and keeps nothing: for collectors that only record what goes over their sockets. Thread-safe.
public final class ForgetfulJournal implements Journal {

    private final UUID id = UUID.randomUUID();
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

    @Override
    public JournalReader reader(Consumer consumer, Dataset dataset, Positions from) {
        throw new UnsupportedOperationException("A journal that keeps nothing cannot be read");
    }

    @Override
    public void acknowledge(Consumer consumer, Dataset dataset, Positions stored) {
        // There is nothing to discard.
    }

    @Override
    public JournalStats stats() {
        return new JournalStats(0, 0, records.get(), 0, 0, 0, 0, "");
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
