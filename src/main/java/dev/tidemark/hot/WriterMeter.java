package dev.tidemark.hot;

import dev.tidemark.journal.Written;
import java.util.ArrayDeque;
import java.util.Deque;

/// Counts what a writer has stored, and how fast. Written by one event loop, read by any thread.
final class WriterMeter {

    private static final long WINDOW_MS = 60_000;
    private static final long SLOT_MS = 1_000;

    /// Rows stored in one second.
    private record Slot(long startMs, long rows) {}

    private final Deque<Slot> slots = new ArrayDeque<>();
    private Written written = Written.NOTHING;
    private long batches;
    private long firstMs;

    synchronized void stored(Written one, long nowMs) {
        written = written.plus(one);
        batches++;
        Slot last = slots.peekLast();
        if (last != null && nowMs - last.startMs() < SLOT_MS) {
            slots.removeLast();
            slots.addLast(new Slot(last.startMs(), last.rows() + one.received()));
        } else {
            slots.addLast(new Slot(nowMs, one.received()));
        }
        firstMs = firstMs == 0 ? nowMs : firstMs;
        forget(nowMs);
    }

    synchronized Written written() {
        return written;
    }

    synchronized long batches() {
        return batches;
    }

    /// Rows a second over the last minute, or since the first batch where that is less.
    synchronized double rowsPerSecond(long nowMs) {
        forget(nowMs);
        long rows = slots.stream().mapToLong(Slot::rows).sum();
        long spanMs = Math.min(WINDOW_MS, Math.max(SLOT_MS, nowMs - firstMs));
        return rows * 1_000.0 / spanMs;
    }

    private void forget(long nowMs) {
        while (!slots.isEmpty() && nowMs - slots.element().startMs() >= WINDOW_MS) {
            slots.removeFirst();
        }
    }
}
