package dev.tidemark.journal.segment;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.segment.format.Checkpoint;
import dev.tidemark.journal.segment.format.KeyRecord;
import dev.tidemark.journal.segment.format.LittleEndian;
import dev.tidemark.journal.segment.format.SegmentHeader;
import dev.tidemark.market.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a journal's directory at the start and makes it whole. Blocks; confined to one thread.
///
/// Whatever it finds, no sequence is given out twice: it goes on far behind the last one seen, since frames may have
/// been lost that a reader had seen.
final class Recovery {

    /// More frames than a lost end of a segment can have held.
    static final long SEQUENCE_STEP = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Pattern SEGMENT = Pattern.compile("\\d{19}\\" + SegmentFiles.SUFFIX);

    /// What a directory holds, made whole: the point from which a journal goes on.
    ///
    /// @param journal its identity
    /// @param log all segments, each ending with its last whole frame, forced
    /// @param keys those that still live
    /// @param lastSequence no lower one may be given out
    record Recovered(UUID journal, SegmentLog log, IdempotencyKeys keys, long lastSequence) {}

    /// A segment file before its frames are read.
    private record Found(Path path, long first, Disk.File file, Optional<SegmentHeader> header) {}

    private final Disk disk;
    private final Path directory;
    private final SegmentLog log;
    private final IdempotencyKeys keys;
    private final long nowMs;

    Recovery(SegmentStore.Place place, SegmentLog log, IdempotencyKeys keys) {
        this.disk = place.disk();
        this.directory = place.directory();
        this.log = log;
        this.keys = keys;
        this.nowMs = place.clock().millis();
    }

    Recovered run() throws IOException {
        removeUnfinishedFiles();
        Optional<Checkpoint> checkpoint = Checkpoint.read(directory);
        List<Found> found = findSegments();
        @Nullable UUID journal = identity(found, checkpoint);
        if (journal == null) {
            setAside(found);
            return begin();
        }
        List<SegmentScan> scans = scan(found, journal);
        long last = settle(scans);
        List<SegmentScan> kept = removeEmpty(scans);
        fill(kept);
        Optional<Checkpoint> own = checkpoint.filter(each -> each.journal().equals(journal));
        own.ifPresent(this::takeOver);
        last = Math.max(last, own.map(Checkpoint::sequence).orElse(0L));
        return new Recovered(journal, log, keys, last + SEQUENCE_STEP);
    }

    private Recovered begin() throws IOException {
        var journal = UUID.randomUUID();
        disk.replace(directory.resolve(Checkpoint.NAME), new Checkpoint(journal, 0, log.passed()).toBytes());
        return new Recovered(journal, log, keys, 0);
    }

    private void removeUnfinishedFiles() throws IOException {
        for (Path path : disk.list(directory)) {
            if (path.toString().endsWith(SegmentFiles.ALLOCATING)) {
                disk.delete(path);
            }
        }
    }

    private List<Found> findSegments() throws IOException {
        var found = new ArrayList<Found>();
        for (Path path : disk.list(directory)) {
            String name = path.getFileName().toString();
            if (SEGMENT.matcher(name).matches()) {
                Disk.File file = disk.open(path);
                ByteBuffer header = LittleEndian.buffer(SegmentHeader.BYTES);
                int _ = file.read(header, 0);
                long first = Long.parseLong(name.substring(0, 19));
                found.add(new Found(path, first, file, SegmentHeader.read(header.flip())));
            }
        }
        return found;
    }

    /// The log's identity: as most segments say, all of them being of one log; null for a new log.
    private static @Nullable UUID identity(List<Found> found, Optional<Checkpoint> checkpoint) throws IOException {
        @Nullable UUID journal = null;
        for (Found each : found) {
            if (each.header.isPresent()) {
                UUID its = each.header.get().journal();
                if (journal != null && !journal.equals(its)) {
                    throw new IOException(
                            "Expected segments of journal " + journal + ", was " + its + " in " + each.path);
                }
                journal = its;
            }
        }
        if (journal == null && !found.isEmpty()) {
            return checkpoint.map(Checkpoint::journal).orElse(null);
        }
        return journal;
    }

    /// Keeps files that cannot be read out of the way of a new log.
    private void setAside(List<Found> unreadable) throws IOException {
        for (Found each : unreadable) {
            LOG.error("a segment without a readable header is set aside, file={}", each.path);
            log.countCorruptFrame();
            each.file.close();
            disk.rename(each.path, each.path.resolveSibling(each.path.getFileName() + ".unreadable"));
        }
    }

    private List<SegmentScan> scan(List<Found> found, UUID journal) throws IOException {
        var scans = new ArrayList<SegmentScan>();
        long before = 0;
        for (Found each : found) {
            var header = each.header.orElse(new SegmentHeader(journal, each.first, before));
            if (each.header.isEmpty()) {
                LOG.error("a segment's header is damaged, file={}", each.path);
                log.countCorruptFrame();
            }
            if (before != 0 && header.previous() != before) {
                LOG.error("a segment is missing, before={}, was={}", each.path, header.previous());
                log.countCorruptFrame();
            }
            var scan = new SegmentScan(new Segment(each.path, each.file, header, each.file.size(), 0));
            scan.read();
            scans.add(scan);
            before = each.first;
        }
        return scans;
    }

    /// Settles every segment and returns the last sequence seen.
    private long settle(List<SegmentScan> scans) throws IOException {
        long last = 0;
        long proven = 0;
        for (SegmentScan scan : scans) {
            last = Math.max(last, Math.max(scan.lastSequence(), scan.segment().first() - 1));
            // A segment is begun only when all before it is durable.
            proven = Math.max(proven, Math.max(scan.durable(), scan.segment().first() - 1));
        }
        for (SegmentScan scan : scans) {
            int passedOver = scan.settle(proven, scan == scans.getLast());
            for (int i = 0; i < passedOver; i++) {
                log.countCorruptFrame();
            }
        }
        return last;
    }

    private List<SegmentScan> removeEmpty(List<SegmentScan> scans) throws IOException {
        var kept = new ArrayList<SegmentScan>();
        for (SegmentScan scan : scans) {
            boolean isLastHope = kept.isEmpty() && scan == scans.getLast();
            if (scan.isEmpty() && !isLastHope) {
                scan.segment().file().close();
                disk.delete(scan.segment().path());
            } else {
                kept.add(scan);
            }
        }
        return kept;
    }

    private void fill(List<SegmentScan> scans) {
        long[] last = new long[Segment.SLOTS];
        var recordToSegment = new HashMap<KeyRecord, Long>();
        for (SegmentScan scan : scans) {
            for (int i = 0; i < last.length; i++) {
                last[i] = Math.max(last[i], scan.lastSequences()[i]);
            }
            Segment segment = scan.segment();
            log.count(segment.bytes());
            log.add(segment);
            scan.keys().forEach(key -> recordToSegment.put(key, segment.first()));
            long durable = Math.max(log.durableSequence(), scan.lastSequence());
            log.publish(segment, segment.bytes(), durable, last);
        }
        keys.restore(recordToSegment, nowMs);
    }

    private void takeOver(Checkpoint checkpoint) {
        Dataset[] datasets = Dataset.values();
        for (int i = 0; i < datasets.length; i++) {
            boolean _ = log.acknowledge(
                    Consumer.WRITER, datasets[i], checkpoint.stored().get(i));
        }
    }
}
