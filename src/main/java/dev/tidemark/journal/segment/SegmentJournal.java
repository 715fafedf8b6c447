package dev.tidemark.journal.segment;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.journal.segment.format.AppendEncoder;
import dev.tidemark.journal.segment.format.KeyRecord;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The journal as segment files in one directory, for one process.
///
/// Appends are encoded on the caller's thread, which is no more than copying; all I/O is on threads of the journal's
/// own. Answers to callers without a Vert.x context come on an event loop.
public final class SegmentJournal implements Journal {

    /// The longest idempotency key, in characters.
    public static final int MAX_KEY_LENGTH = 1_024;

    /// The largest append, in bytes as encoded; less in a log of less than four times as much.
    public static final int MAX_APPEND_BYTES = 16 << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int SPARE_ENCODERS = 16;

    private final SegmentStore store;
    private final Context fallback;
    private final InstantSource clock;
    private final Queue<AppendEncoder> encoders = new ConcurrentLinkedQueue<>();

    private SegmentJournal(SegmentStore store, Context fallback, InstantSource clock) {
        this.store = store;
        this.fallback = fallback;
        this.clock = clock;
    }

    /// Opens the journal of a directory, making it where there is none, after recovering what it holds.
    ///
    /// Segments are smaller than configured where the bound would not hold four of them. Fails with a
    /// [JournalFault.Stopped] that names the directory: held by another process, written by a later version, or not
    /// readable.
    ///
    /// @param clock for the 24 hours of idempotency keys
    public static Future<SegmentJournal> open(Vertx vertx, Path directory, JournalConfig config, InstantSource clock) {
        return open(
                vertx, config, new SegmentStore.Place(directory, new NioDisk(), clock, SegmentStore.Limits.DEFAULT));
    }

    static Future<SegmentJournal> open(Vertx vertx, JournalConfig config, SegmentStore.Place place) {
        Context fallback = vertx.getOrCreateContext();
        return vertx.executeBlocking(() -> new SegmentJournal(store(vertx, config, place), fallback, place.clock()))
                .map(opened -> Objects.requireNonNull(opened));
    }

    private static SegmentStore store(Vertx vertx, JournalConfig config, SegmentStore.Place place) {
        try {
            return SegmentStore.open(vertx, config, place);
        } catch (IOException e) {
            throw new JournalFault.Stopped(
                    "Expected to open the journal in " + place.directory().toAbsolutePath() + ", but " + e.getMessage(),
                    e);
        }
    }

    @Override
    public UUID id() {
        return store.journal();
    }

    @Override
    public Future<Receipt> append(RecordBatch batch) {
        Promise<Receipt> answer = Promise.promise();
        return batch.isEmpty()
                ? Future.succeededFuture(new Receipt(0, false))
                : offer(batch, new PendingAppend(answer, callerContext(), batch.size(), null));
    }

    @Override
    public Future<Receipt> append(RecordBatch batch, String idempotencyKey) {
        if (idempotencyKey.isEmpty() || idempotencyKey.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("Expected an idempotency key of 1 to " + MAX_KEY_LENGTH
                    + " characters, was " + idempotencyKey.length());
        }
        if (batch.isEmpty()) {
            return append(batch);
        }
        var record = KeyRecord.of(idempotencyKey, batch, clock.millis());
        Promise<Receipt> answer = Promise.promise();
        @Nullable Future<Receipt> known = store.keys().findOrClaim(record, idempotencyKey, answer.future());
        return known == null
                ? offer(batch, new PendingAppend(answer, callerContext(), batch.size(), record))
                : onCallersContext(known);
    }

    private Future<Receipt> offer(RecordBatch batch, PendingAppend append) {
        @Nullable AppendEncoder spare = encoders.poll();
        AppendEncoder encoder = spare == null ? new AppendEncoder() : spare;
        @Nullable RuntimeException refusal;
        try {
            encoder.encode(batch, append.key());
            refusal = offer(encoder, append);
        } catch (IllegalArgumentException e) {
            refusal = e;
        }
        if (encoders.size() < SPARE_ENCODERS) {
            encoders.add(encoder);
        }
        if (refusal != null) {
            if (append.key() != null) {
                store.keys().released(append.key());
            }
            append.answer().fail(refusal);
        }
        return append.answer().future();
    }

    private @Nullable RuntimeException offer(AppendEncoder encoded, PendingAppend append) {
        int maxBytes = (int) Math.min(MAX_APPEND_BYTES, store.log().maxBytes() / 4);
        if (encoded.length() > maxBytes) {
            return new IllegalArgumentException(
                    "Expected an append of at most " + maxBytes + " bytes, was " + encoded.length());
        }
        return switch (store.queue().offer(encoded.bytes(), encoded.length(), append)) {
            case TAKEN -> null;
            case FULL ->
                new JournalFault.Full(store.queue().heldBytes(), store.queue().maxBytes(), RETRY_AFTER);
            case CLOSED ->
                new JournalFault.Stopped(
                        "Expected an open journal, was " + (store.fault().isEmpty() ? "closed" : store.fault()));
        };
    }

    private Context callerContext() {
        @Nullable Context current = Vertx.currentContext();
        return current == null ? fallback : current;
    }

    private Future<Receipt> onCallersContext(Future<Receipt> known) {
        if (known.isComplete()) {
            return known;
        }
        Promise<Receipt> answer = Promise.promise();
        Context context = callerContext();
        var _ = known.onComplete(done -> Completions.run(context, () -> answer.handle(done)));
        return answer.future();
    }

    @Override
    public JournalReader reader(Consumer consumer, Dataset dataset, Positions from) {
        return store.reader(consumer, dataset, from, this::callerContext);
    }

    @Override
    public void acknowledge(Consumer consumer, Dataset dataset, Positions passed) {
        if (store.log().acknowledge(consumer, dataset, passed)) {
            store.queue().requestTrim();
        }
    }

    @Override
    public JournalStats stats() {
        return store.stats();
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
