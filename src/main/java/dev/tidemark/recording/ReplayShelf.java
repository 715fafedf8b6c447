package dev.tidemark.recording;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The recordings of one source, and what has been played of them.
final class ReplayShelf {

    private final String source;
    private final List<RecordingIndex> recordings;
    private final Dialect dialect;
    private final boolean hasAcknowledgement;
    private final ReplayFaults faults = new ReplayFaults();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong framesSent = new AtomicLong();

    ReplayShelf(String source, List<RecordingIndex> recordings) {
        this.source = source;
        this.recordings = List.copyOf(recordings);
        this.dialect = Dialect.of(source);
        this.hasAcknowledgement = recordings.stream().anyMatch(RecordingIndex::hasAcknowledgement);
    }

    String source() {
        return source;
    }

    Dialect dialect() {
        return dialect;
    }

    /// Whether the venue's answers to subscriptions are in the recordings.
    boolean hasAcknowledgement() {
        return hasAcknowledgement;
    }

    /// The time of the first frame, in microseconds since the epoch.
    long firstUs() {
        return recordings.stream().mapToLong(RecordingIndex::firstUs).min().orElse(0);
    }

    ReplayFaults faults() {
        return faults;
    }

    /// Opens the recordings at their first frame. Blocks.
    MergedFrames frames() throws IOException {
        return new MergedFrames(recordings);
    }

    void connected() {
        open.incrementAndGet();
        connections.incrementAndGet();
    }

    void disconnected() {
        open.decrementAndGet();
    }

    void sent() {
        framesSent.incrementAndGet();
    }

    ReplayServer.Stats stats() {
        long frames = recordings.stream().mapToLong(RecordingIndex::frames).sum();
        boolean isTorn = recordings.stream().anyMatch(RecordingIndex::isTorn);
        return new ReplayServer.Stats(source, frames, isTorn, connections.get(), open.get(), framesSent.get());
    }
}
