package dev.tidemark.journal.segment;

import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.segment.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Makes the segment files, one ahead, so that the writer does not wait for zeros to reach the disk. Confined to the
/// writer's thread; the file ahead is filled by another.
final class SegmentFiles {

    static final String SUFFIX = ".segment";
    static final String ALLOCATING = ".allocating";

    private final Disk disk;
    private final Path directory;
    private final long segmentBytes;
    private final SegmentLog log;
    private final Executor allocator;
    private final Duration retryAfter;
    private @Nullable CompletableFuture<Disk.File> ahead;
    private long noRetryBeforeNs;
    private volatile String fault = "";

    SegmentFiles(SegmentStore.Place place, long segmentBytes, SegmentLog log, Executor allocator) {
        this.disk = place.disk();
        this.directory = place.directory();
        this.segmentBytes = segmentBytes;
        this.log = log;
        this.allocator = allocator;
        this.retryAfter = place.limits().diskRetry();
        this.noRetryBeforeNs = System.nanoTime();
    }

    /// Begins to make the next file, where the bound has room for it.
    void prepare() {
        if (ahead == null && log.reserve(segmentBytes)) {
            ahead = CompletableFuture.supplyAsync(() -> allocate(aheadPath(), segmentBytes), allocator);
        }
    }

    /// A new segment with room for `needed` bytes of frames, its header durable, not yet part of the log.
    ///
    /// @throws JournalFault.Full where the bound or the disk has no room for it
    Segment create(SegmentHeader header, int needed) throws IOException {
        long bytes = Math.max(segmentBytes, SegmentHeader.BYTES + (long) needed);
        boolean isOrdinary = bytes == segmentBytes;
        Disk.File file = isOrdinary ? takeAhead() : allocateNow(bytes);
        file.write(new ByteBuffer[] {header.toBuffer()}, 0);
        file.force();
        Path path = directory.resolve("%019d%s".formatted(header.first(), SUFFIX));
        disk.rename(isOrdinary ? aheadPath() : largePath(), path);
        fault = "";
        return new Segment(path, file, header, bytes, SegmentHeader.BYTES);
    }

    /// Why there is no next file although the bound allows one; empty while all is well.
    String fault() {
        return fault;
    }

    /// Removes the file ahead.
    void close() throws IOException {
        if (ahead != null) {
            try {
                ahead.join().close();
            } catch (CompletionException _) {
                // It could not be made: then there is nothing to remove.
            }
            disk.delete(aheadPath());
            log.count(-segmentBytes);
            ahead = null;
        }
    }

    private Disk.File takeAhead() {
        refuseWhileDiskIsFull();
        prepare();
        if (ahead == null) {
            throw full();
        }
        try {
            return ahead.join();
        } catch (CompletionException e) {
            throw diskFull(segmentBytes, e);
        } finally {
            ahead = null;
        }
    }

    private Disk.File allocateNow(long bytes) {
        refuseWhileDiskIsFull();
        if (!log.reserve(bytes)) {
            throw full();
        }
        try {
            return allocate(largePath(), bytes);
        } catch (CompletionException e) {
            throw diskFull(bytes, e);
        }
    }

    private void refuseWhileDiskIsFull() {
        if (!fault.isEmpty() && System.nanoTime() - noRetryBeforeNs < 0) {
            throw full();
        }
    }

    private JournalFault.Full diskFull(long bytes, CompletionException e) {
        log.count(-bytes);
        noRetryBeforeNs = System.nanoTime() + retryAfter.toNanos();
        @Nullable Throwable cause = e.getCause();
        fault = "no room for a segment: " + (cause == null ? e : cause).getMessage();
        return full();
    }

    private JournalFault.Full full() {
        return new JournalFault.Full(log.bytes(), log.maxBytes(), retryAfter);
    }

    private Disk.File allocate(Path path, long bytes) {
        try {
            return disk.allocate(path, bytes);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private Path aheadPath() {
        return directory.resolve("next" + ALLOCATING);
    }

    private Path largePath() {
        return directory.resolve("large" + ALLOCATING);
    }
}
