package dev.tidemark.journal.segment;

import dev.tidemark.journal.JournalFault;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes: commits groups of appends and answers them, and removes segments that are done with.
///
/// The first failure of a write or a force ends it: what the disk then holds is not known, so nothing is tried again.
final class LogWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    private final AppendQueue queue;
    private final LogTail tail;
    private final LogTrimmer trimmer;
    private final IdempotencyKeys keys;
    /// Taken from the queue and not yet answered.
    private List<AppendGroup> inHand = List.of();
    // Long ago, so that the first append goes at once.
    private long lastCommitNs = System.nanoTime() - Long.MAX_VALUE / 2;
    private volatile String fault = "";
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();

    LogWriter(AppendQueue queue, LogTail tail, LogTrimmer trimmer, IdempotencyKeys keys) {
        this.queue = queue;
        this.tail = tail;
        this.trimmer = trimmer;
        this.keys = keys;
    }

    /// Why nothing more is taken; empty while it is.
    String fault() {
        return fault;
    }

    long commits() {
        return commits.get();
    }

    long records() {
        return records.get();
    }

    long frames() {
        return frames.get();
    }

    @Override
    public void run() {
        try {
            trimmer.trim();
            writeUntilClosed();
            trimmer.checkpoint();
            tail.close();
        } catch (IOException | RuntimeException | Error e) {
            stop(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(e);
        }
    }

    private void writeUntilClosed() throws IOException, InterruptedException {
        for (var work = queue.take(lastCommitNs); work != null; work = queue.take(lastCommitNs)) {
            inHand = work.groups();
            if (work.isTrimDue()) {
                trimmer.trim();
            }
            commitAll();
        }
    }

    private void commitAll() throws IOException {
        while (!inHand.isEmpty()) {
            int done = commitSome(inHand);
            inHand = inHand.subList(done, inHand.size());
        }
    }

    /// Commits as many groups as fit into one segment, or refuses the first; returns how many are done with.
    private int commitSome(List<AppendGroup> groups) throws IOException {
        Segment segment;
        try {
            segment = tail.roomFor(groups.getFirst().bytes());
        } catch (JournalFault.Full e) {
            fail(groups.subList(0, 1), e);
            return 1;
        }
        int bytes = groups.getFirst().bytes();
        int count = 1;
        while (count < groups.size() && tail.fits(bytes + groups.get(count).bytes())) {
            bytes += groups.get(count++).bytes();
        }
        var together = groups.subList(0, count);
        tail.commit(segment, together.stream().map(AppendGroup::frames).toList());
        lastCommitNs = System.nanoTime();
        succeed(together, segment);
        return count;
    }

    private void succeed(List<AppendGroup> groups, Segment segment) {
        for (AppendGroup group : groups) {
            for (PendingAppend append : group.appends()) {
                records.addAndGet(append.records());
                if (append.key() != null) {
                    keys.durable(append.key(), segment.first());
                }
            }
        }
        frames.set(tail.frames());
        commits.incrementAndGet();
        Completions.succeed(groups);
        groups.forEach(queue::recycle);
    }

    private void fail(List<AppendGroup> groups, JournalFault fault) {
        for (AppendGroup group : groups) {
            for (PendingAppend append : group.appends()) {
                if (append.key() != null) {
                    keys.released(append.key());
                }
            }
        }
        Completions.fail(groups, fault);
        groups.forEach(queue::recycle);
    }

    private void stop(Throwable e) {
        LOG.error("the journal stops, nothing more is accepted", e);
        fault = e.toString();
        // The fault is told before the callers hear of it.
        fail(inHand, stopped(e));
        fail(queue.drain(), stopped(e));
        tail.discardUnforced();
    }

    private static JournalFault.Stopped stopped(Throwable e) {
        return new JournalFault.Stopped("Expected to write to the journal, but " + e, e);
    }
}
