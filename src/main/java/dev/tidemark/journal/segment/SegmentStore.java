package dev.tidemark.journal.segment;

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
import java.time.InstantSource;
import java.util.EnumMap;
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
    private static final int MAX_QUEUED_BYTES = 32 << 20;
    private static final int MIN_SEGMENT_BYTES = 4 << 10;
    private static final int MAX_KEYS = 200_000;

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
    private final Map<Dataset, Reading> datasetToReading = new EnumMap<>(Dataset.class);
    private @Nullable Future<Void> closing;

    private SegmentStore(Vertx vertx, Closeable lock, Recovery.Recovered recovered, JournalConfig config, Place place) {
        this.vertx = vertx;
        this.lock = lock;
        this.recovered = recovered;
        this.queue = new AppendQueue(config, MAX_QUEUED_BYTES);
        this.allocator = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("journal-allocator").factory());
        this.files = new SegmentFiles(
                place.disk, place.directory, config.segmentBytes(), recovered.log(), allocator);
        this.tail = new LogTail(recovered.journal(), recovered.log(), files, recovered.lastSequence());
        var trimmer = new LogTrimmer(recovered, place.directory, place.disk, tail, place.clock);
        this.writer = new LogWriter(queue, tail, trimmer, recovered.keys());
    }

    /// Where a journal lives.
    private record Place(Path directory, Disk disk, InstantSource clock) {}

    /// Takes the directory, recovers what it holds and starts the writer. Blocks.
    static SegmentStore open(Vertx vertx, Path directory, JournalConfig config, InstantSource clock, Disk disk)
            throws IOException {
        Closeable lock = disk.lock(directory);
        try {
            var log = new SegmentLog(config.maxBytes());
            // Keys are copied from segment to segment: as many as fit into an eighth of the log.
            var keys = new IdempotencyKeys((int) Math.min(MAX_KEYS, config.maxBytes() / 8 / KeyRecord.BYTES));
            var recovered = new Recovery(disk, directory, log, keys, clock.millis()).run();
            var store = new SegmentStore(
                    vertx, lock, recovered, withFittingSegments(config), new Place(directory, disk, clock));
            Thread.ofPlatform().daemon().name("journal-writer").start(store::write);
            return store;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
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

    synchronized JournalReader reader(Dataset dataset, Positions from, Supplier<Context> caller) {
        Reading before = datasetToReading.get(dataset);
        if (before != null && before.reader.isOpen()) {
            throw new IllegalStateException("Expected one reader of " + dataset + " at a time, was a second");
        }
        raiseSequence(from);
        Promise<Void> end = Promise.promise();
        var cursor = new DatasetCursor(log(), dataset, from.copy());
        var reader = new SegmentReader(log(), cursor, caller, end::complete);
        if (closing != null) {
            reader.close();
            return reader;
        }
        reader.start(dataset);
        datasetToReading.put(dataset, new Reading(reader, end.future()));
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
            closing = written.future()
                    .compose(_ -> endReaders())
                    .compose(_ -> vertx.executeBlocking(this::closeFiles));
        }
        return closing;
    }

    private synchronized Future<Void> endReaders() {
        log().close();
        Future<Void> all = Future.succeededFuture();
        for (Reading reading : datasetToReading.values()) {
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
