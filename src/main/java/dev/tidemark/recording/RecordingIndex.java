package dev.tidemark.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one pass over a recording tells: which connections it holds, and whether its lines are in order of time.
///
/// @param firstUs the earliest time of an incoming frame, 0 where there is none
/// @param isOrdered whether no incoming frame lies before an earlier line's
/// @param hasAcknowledgement whether the venue's answers to subscriptions are in it
/// @param isTorn whether its end is missing
record RecordingIndex(
        Path file,
        RecordingHeader header,
        long frames,
        long firstUs,
        Map<@Nullable String, Long> connections,
        boolean isOrdered,
        boolean hasAcknowledgement,
        boolean isTorn) {

    private static final int MAX_CONNECTIONS = 64;

    /// Reads the whole recording once. Blocks.
    static RecordingIndex of(Path file) throws IOException {
        try (var reader = RecordingReader.open(file)) {
            Dialect dialect = Dialect.of(reader.header().source());
            var connections = new LinkedHashMap<@Nullable String, Long>();
            long frames = 0;
            long firstUs = Long.MAX_VALUE;
            long lastUs = 0;
            boolean isOrdered = true;
            boolean hasAcknowledgement = false;
            for (RecordedFrame frame = reader.next(); frame != null; frame = reader.next()) {
                if (frame.isIncoming()) {
                    frames++;
                    connections.merge(frame.connection(), 1L, Long::sum);
                    isOrdered &= frame.atUs() >= lastUs;
                    firstUs = Math.min(firstUs, frame.atUs());
                    lastUs = Math.max(lastUs, frame.atUs());
                    hasAcknowledgement = hasAcknowledgement || dialect.isAcknowledgement(frame.text());
                }
            }
            // More than can be read side by side are played in the order of the file.
            boolean isPlayedInOrder = isOrdered || connections.size() > MAX_CONNECTIONS;
            return new RecordingIndex(
                    file,
                    reader.header(),
                    frames,
                    frames == 0 ? 0 : firstUs,
                    connections,
                    isPlayedInOrder,
                    hasAcknowledgement,
                    reader.isTorn());
        }
    }
}
