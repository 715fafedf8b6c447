package dev.tidemark.journal.segment;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.segment.format.KeyRecord;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts of one open journal, put together, and their end in the right order. Thread-safe.
final class SegmentStore {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
    private static final int MIN_SEGMENT_BYTES = 4 << 10;

    /// Bounds that are not configured.
    ///
    /// @param queuedBytes of appends that are not yet durable
    /// @param keys that are remembered
    /// @param diskRetry how long a disk without room for a segment is left alone
    record Limits(int queuedBytes, int keys, Duration diskRetry) {
        static final Limits DEFAULT = new Limits(32 << 20, 200_000, Duration.ofSeconds(5));
    }

    /// Where a journal lives.
    record Place(Path directory, Disk disk, InstantSource clock, Limits limits) {}

    /// A reader and the future of its end.
    private record Reading(SegmentReader reader, Future<Void> end) {}

    private final Vertx vertx;
    private final Closeable lock;
    private final Recovery.Recovered recovered;
    private final AppendQueue queue;
    private final LogTail tail;
    private final SegmentFiles files;
    private final LogWriter writer;
    private final ExecutorService allocator;
    private final Promise<Void> written = Promise.promise();
    private final Map<Map.Entry<Consumer, Dataset>, Reading> nameToReading = new HashMap<>();
    private @Nullable Future<Void> closing;

    private SegmentStore(Vertx vertx, Closeable lock, Recovery.Recovered recovered, JournalConfig config, Place place) {
        this.vertx = vertx;
        this.lock = lock;
        this.recovered = recovered;
        this.queue = new AppendQueue(config, place.limits.queuedBytes);
        this.allocator = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("journal-allocator").factory());
        this.files = new SegmentFiles(place, config.segmentBytes(), recovered.log(), allocator);
        this.tail = new LogTail(recovered.journal(), recovered.log(), files, recovered.lastSequence());
        this.writer = new LogWriter(queue, tail, new LogTrimmer(recovered, place, tail), recovered.keys());
    }

    /// Takes the directory, recovers what it holds and starts the writer. Blocks.
    static SegmentStore open(Vertx vertx, JournalConfig config, Place place) throws IOException {
        Closeable lock = place.disk.lock(place.directory);
        try {
            var log = new SegmentLog(config.maxBytes());
            JournalConfig fitting = withFittingSegments(config);
            var keys = new IdempotencyKeys(Math.min(place.limits.keys, maxKeys(fitting)));
            var recovered = new Recovery(place, log, keys).run();
            var store = new SegmentStore(vertx, lock, recovered, fitting, place);
            Thread.ofPlatform().daemon().name("journal-writer").start(store::write);
            return store;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Keys are copied from segment to segment: more than fit into a part of one would be copied for ever.
    private static int maxKeys(JournalConfig config) {
        return config.segmentBytes() / 4 / KeyRecord.BYTES;
    }

    private static JournalConfig withFittingSegments(JournalConfig config) {
        long fitting = Math.min(config.segmentBytes(), config.maxBytes() / 4);
        return new JournalConfig(
                config.maxBytes(),
                (int) Math.max(fitting, MIN_SEGMENT_BYTES),
                config.commitRecords(),
                config.commitDelay());
    }

    private void write() {
        try {
            files.prepare();
            writer.run();
        } finally {
            written.complete();
        }
    }

    UUID journal() {
        return recovered.journal();
    }

    SegmentLog log() {
        return recovered.log();
    }

    IdempotencyKeys keys() {
        return recovered.keys();
    }

    AppendQueue queue() {
        return queue;
    }

    String fault() {
        return writer.fault().isEmpty() ? files.fault() : writer.fault();
    }

    JournalStats stats() {
        SegmentLog log = log();
        return new JournalStats(
                log.bytes(),
                log.maxBytes(),
                writer.records(),
                writer.frames(),
                writer.commits(),
                log.durableSequence(),
                log.corruptFrames(),
                fault());
    }

    synchronized JournalReader reader(Consumer consumer, Dataset dataset, Positions from, Supplier<Context> caller) {
        var name = Map.entry(consumer, dataset);
        Reading before = nameToReading.get(name);
        if (before != null && before.reader.isOpen()) {
            throw new IllegalStateException(
                    "Expected one reader of " + dataset + " for the " + consumer + " at a time, was a second");
        }
        raiseSequence(from);
        Promise<Void> end = Promise.promise();
        var cursor = new DatasetCursor(log(), dataset, from.copy());
        var reader = new SegmentReader(log(), cursor, caller, end::complete);
        if (closing != null) {
            reader.close();
            return reader;
        }
        reader.start(consumer, dataset);
        nameToReading.put(name, new Reading(reader, end.future()));
        return reader;
    }

    /// A consumer that has seen more than is here has seen frames that were lost since: theirs are used up.
    private void raiseSequence(Positions from) {
        long highest = 0;
        for (int lane = 0; lane < Series.LANES; lane++) {
            highest = Math.max(highest, from.get(lane).sequence());
        }
        if (highest > tail.lastSequence()) {
            LOG.error("frames up to {} were consumed, the log ends at {}", highest, tail.lastSequence());
            tail.raise(highest + Recovery.SEQUENCE_STEP);
        }
    }

    synchronized Future<Void> close() {
        if (closing == null) {
            queue.close();
            closing = written.future().compose(_ -> endReaders()).compose(_ -> vertx.executeBlocking(this::closeFiles));
        }
        return closing;
    }

    private synchronized Future<Void> endReaders() {
        log().close();
        Future<Void> all = Future.succeededFuture();
        for (Reading reading : nameToReading.values()) {
            reading.reader.close();
            all = all.compose(_ -> reading.end);
        }
        return all;
    }

    private @Nullable Void closeFiles() throws IOException {
        allocator.shutdown();
        for (Segment segment : log().segments()) {
            segment.file().close();
        }
        lock.close();
        return null;
    }
}
