package dev.tidemark.journal.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Appends that are committed together: their frames one behind the other in one direct buffer.
final class AppendGroup {

    private final ByteBuffer frames;
    private final List<PendingAppend> appends = new ArrayList<>();
    private final long openedNs;
    private int records;

    AppendGroup(ByteBuffer emptyBuffer, long openedNs) {
        this.frames = emptyBuffer;
        this.openedNs = openedNs;
    }

    void add(byte[] bytes, int length, PendingAppend append) {
        frames.put(bytes, 0, length);
        appends.add(append);
        // An append of marks alone counts as one.
        records += Math.max(append.records(), 1);
    }

    boolean hasRoomFor(int length) {
        return frames.remaining() >= length;
    }

    /// The frames from 0 to the buffer's position.
    ByteBuffer frames() {
        return frames;
    }

    int bytes() {
        return frames.position();
    }

    int capacity() {
        return frames.capacity();
    }

    List<PendingAppend> appends() {
        return appends;
    }

    int records() {
        return records;
    }

    long openedNs() {
        return openedNs;
    }
}
