package dev.tidemark.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The venue's frames of several recordings, and of the connections within them, in order of time.
///
/// A recording that holds one connection after another is read once for each, side by side, so that no more than a
/// frame of each is in memory. Time never steps back in what comes out: a frame that lies before its predecessor is
/// given the predecessor's time. Blocks; not thread-safe.
final class MergedFrames implements AutoCloseable {

    private static final int LARGE_CHARS = 1 << 20;

    private final List<Track> tracks = new ArrayList<>();
    private final PriorityQueue<Track> byTime = new PriorityQueue<>();
    private long lastUs;

    MergedFrames(List<RecordingIndex> recordings) throws IOException {
        try {
            for (RecordingIndex recording : recordings) {
                open(recording);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// The next frames, as many as asked for or fewer where they are large; empty at the end.
    List<RecordedFrame> next(int count) throws IOException {
        var frames = new ArrayList<RecordedFrame>(count);
        long chars = 0;
        while (frames.size() < count && chars < LARGE_CHARS) {
            RecordedFrame frame = next();
            if (frame == null) {
                break;
            }
            frames.add(frame);
            chars += frame.text().length();
        }
        return frames;
    }

    @Override
    public void close() throws IOException {
        for (Track track : tracks) {
            track.reader.close();
        }
    }

    private @Nullable RecordedFrame next() throws IOException {
        Track first = byTime.poll();
        if (first == null) {
            return null;
        }
        RecordedFrame frame = first.take();
        if (first.step()) {
            byTime.add(first);
        }
        lastUs = Math.max(lastUs, frame.atUs());
        return lastUs == frame.atUs()
                ? frame
                : new RecordedFrame(lastUs, frame.direction(), frame.text(), frame.connection());
    }

    private void open(RecordingIndex recording) throws IOException {
        if (recording.isOrdered()) {
            add(new Track(tracks.size(), RecordingReader.open(recording.file()), null, true));
            return;
        }
        for (String connection : recording.connections().keySet()) {
            add(new Track(tracks.size(), RecordingReader.open(recording.file()), connection, false));
        }
    }

    private void add(Track track) throws IOException {
        tracks.add(track);
        if (track.step()) {
            byTime.add(track);
        }
    }

    /// One connection of one recording, or a whole recording.
    private static final class Track implements Comparable<Track> {
        private final int number;
        private final RecordingReader reader;
        private final @Nullable String connection;
        private final boolean isWhole;
        private @Nullable RecordedFrame head;

        private Track(int number, RecordingReader reader, @Nullable String connection, boolean isWhole) {
            this.number = number;
            this.reader = reader;
            this.connection = connection;
            this.isWhole = isWhole;
        }

        private RecordedFrame take() {
            return Objects.requireNonNull(head);
        }

        private boolean step() throws IOException {
            do {
                head = reader.next();
            } while (head != null && !isMine(head));
            return head != null;
        }

        private boolean isMine(RecordedFrame frame) {
            return frame.isIncoming() && (isWhole || Objects.equals(connection, frame.connection()));
        }

        @Override
        public int compareTo(Track that) {
            int byTime = Long.compare(take().atUs(), that.take().atUs());
            return byTime != 0 ? byTime : Integer.compare(number, that.number);
        }
    }
}
