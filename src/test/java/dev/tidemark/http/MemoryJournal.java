package dev.tidemark.http;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the HTTP server needs of a journal: appends are kept in memory, keys are known for ever. Fails on demand.
///
/// Two appends have the same content when their series, times and prices are equal; the time of receipt differs
/// between a request and its repeat and does not count.
final class MemoryJournal implements Journal {

    private record Keyed(String content, Receipt receipt) {}

    private final UUID id = new UUID(1, 1);
    private final List<RecordBatch> appends = new ArrayList<>();
    private final Map<String, Keyed> keyToAppend = new HashMap<>();
    private @Nullable JournalFault fault;
    private Future<Void> gate = Future.succeededFuture();
    private long bytes;

    /// The batches appended, in order.
    synchronized List<RecordBatch> appends() {
        return List.copyOf(appends);
    }

    synchronized int rows() {
        return appends.stream().mapToInt(RecordBatch::size).sum();
    }

    synchronized void failWith(@Nullable JournalFault newFault) {
        fault = newFault;
    }

    /// Appends complete only after this has.
    synchronized void holdUntil(Future<Void> newGate) {
        gate = newGate;
    }

    synchronized void bytes(long newBytes) {
        bytes = newBytes;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public synchronized Future<Receipt> append(RecordBatch batch) {
        if (fault != null) {
            return Future.failedFuture(fault);
        }
        RecordBatch copy = batch.newEmpty(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            copy.copyRow(batch, row);
        }
        appends.add(copy);
        return gate.map(new Receipt(batch.size(), false));
    }

    @Override
    public synchronized Future<Receipt> append(RecordBatch batch, String idempotencyKey) {
        String content = content(batch);
        Keyed known = keyToAppend.get(idempotencyKey);
        if (known != null) {
            return known.content.equals(content)
                    ? Future.succeededFuture(new Receipt(known.receipt.records(), true))
                    : Future.failedFuture(new JournalFault.KeyReused(idempotencyKey));
        }
        return append(batch).onSuccess(receipt -> keyToAppend.put(idempotencyKey, new Keyed(content, receipt)));
    }

    private static String content(RecordBatch batch) {
        var content = new StringBuilder();
        for (int row = 0; row < batch.size(); row++) {
            content.append(batch.series(row))
                    .append(' ')
                    .append(batch.timeUs(row))
                    .append('\n');
        }
        return content.toString();
    }

    @Override
    public JournalReader reader(Consumer consumer, Dataset dataset, Positions from) {
        throw new UnsupportedOperationException("Expected no reader: the HTTP server only appends");
    }

    @Override
    public void acknowledge(Consumer consumer, Dataset dataset, Positions stored) {
        throw new UnsupportedOperationException("Expected no acknowledgement: the HTTP server only appends");
    }

    @Override
    public synchronized JournalStats stats() {
        boolean isStopped = fault instanceof JournalFault.Stopped;
        String words = isStopped && fault != null ? String.valueOf(fault.getMessage()) : "";
        return new JournalStats(bytes, 1_000, rows(), appends.size(), appends.size(), appends.size(), 0, words);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
