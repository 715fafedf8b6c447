package dev.tidemark.journal.segment;

import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.segment.format.LittleEndian;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Appends on their way to the writer's thread, gathered into groups; bounded in bytes. Thread-safe.
///
/// A group is due at `commitRecords` records. One with fewer is due `commitDelay` after the last commit, so that a
/// lone append goes at once and a trickle costs no more than one fsync a delay; that is never later than the delay
/// after the group's first record. Groups that are due while the disk is at work are taken together.
final class AppendQueue {

    private static final int GROUP_BYTES = 256 << 10;

    /// What the writer is to do next.
    ///
    /// @param groups in order; empty where only acknowledged segments are to be removed
    /// @param isTrimDue whether acknowledged segments are to be removed
    record Work(List<AppendGroup> groups, boolean isTrimDue) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<AppendGroup> due = new ArrayDeque<>();
    private final Deque<ByteBuffer> spareBuffers = new ArrayDeque<>();
    private final int commitRecords;
    private final long commitDelayNs;
    private final int groupBytes;
    private final long maxBytes;
    private @Nullable AppendGroup open;
    private long heldBytes;
    private boolean isTrimDue;
    private boolean isClosed;

    /// @param maxBytes of all groups that are not yet durable
    AppendQueue(JournalConfig config, long maxBytes) {
        this.commitRecords = config.commitRecords();
        this.commitDelayNs = config.commitDelay().toNanos();
        this.groupBytes = Math.clamp(config.segmentBytes() / 8, 1 << 10, GROUP_BYTES);
        this.maxBytes = maxBytes;
    }

    /// What became of an offer.
    enum Offered {
        TAKEN,
        FULL,
        CLOSED
    }

    Offered offer(byte[] frames, int length, PendingAppend append) {
        lock.lock();
        try {
            if (isClosed) {
                return Offered.CLOSED;
            }
            AppendGroup group = groupFor(length);
            if (group == null) {
                return Offered.FULL;
            }
            group.add(frames, length, append);
            if (group.records() >= commitRecords) {
                closeGroup(group);
            }
            return Offered.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    long maxBytes() {
        return maxBytes;
    }

    long heldBytes() {
        lock.lock();
        try {
            return heldBytes;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable AppendGroup groupFor(int length) {
        if (open != null && open.hasRoomFor(length)) {
            return open;
        }
        int capacity = Math.max(length, groupBytes);
        if (heldBytes + capacity > maxBytes) {
            return null;
        }
        if (open != null) {
            closeGroup(open);
        }
        ByteBuffer spare = capacity == groupBytes ? spareBuffers.poll() : null;
        open = new AppendGroup(spare != null ? spare : LittleEndian.direct(capacity), System.nanoTime());
        heldBytes += capacity;
        changed.signal();
        return open;
    }

    private void closeGroup(AppendGroup group) {
        due.add(group);
        open = null;
        changed.signal();
    }

    /// Asks the writer to remove acknowledged segments.
    void requestTrim() {
        lock.lock();
        try {
            isTrimDue = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more; what has been taken is due at once.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for work; null once closed and empty.
    ///
    /// @param lastCommitNs when the last commit ended, by [System#nanoTime]
    @Nullable
    Work take(long lastCommitNs) throws InterruptedException {
        lock.lock();
        try {
            while (due.isEmpty() && !isTrimDue) {
                long waitNs = open == null ? Long.MAX_VALUE : waitNs(open, lastCommitNs);
                if (waitNs <= 0) {
                    break;
                }
                if (isClosed && open == null) {
                    return null;
                }
                if (open == null) {
                    changed.await();
                } else {
                    long _ = changed.awaitNanos(waitNs);
                }
            }
            return takeDue(lastCommitNs);
        } finally {
            lock.unlock();
        }
    }

    /// Everything that is still here; nothing is taken any more.
    List<AppendGroup> drain() {
        lock.lock();
        try {
            isClosed = true;
            if (open != null) {
                closeGroup(open);
            }
            var all = List.copyOf(due);
            due.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /// Gives back a group that is done with, so that its buffer serves the next.
    void recycle(AppendGroup group) {
        lock.lock();
        try {
            heldBytes -= group.capacity();
            if (group.capacity() == groupBytes) {
                spareBuffers.push(group.frames().clear());
            }
        } finally {
            lock.unlock();
        }
    }

    private long waitNs(AppendGroup group, long lastCommitNs) {
        long now = System.nanoTime();
        return isClosed ? 0 : Math.min(group.openedNs() - now, lastCommitNs - now) + commitDelayNs;
    }

    private Work takeDue(long lastCommitNs) {
        if (open != null && waitNs(open, lastCommitNs) <= 0) {
            closeGroup(open);
        }
        var work = new Work(new ArrayList<>(due), isTrimDue);
        due.clear();
        isTrimDue = false;
        return work;
    }
}
