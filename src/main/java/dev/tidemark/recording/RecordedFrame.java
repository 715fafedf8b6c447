package dev.tidemark.recording;

import org.jspecify.annotations.Nullable;

/// One message of a recording.
///
/// @param atUs when it passed the recorder, in microseconds since the epoch
/// @param direction from the venue or to it
/// @param text the message as it was
/// @param connection which of several recorded connections; null where there is one
public record RecordedFrame(
        long atUs,
        Direction direction,
        String text,
        @Nullable String connection) {

    /// Which way a message went.
    public enum Direction {
        /// From the venue.
        IN("in"),
        /// To the venue.
        OUT("out");

        private final String label;

        Direction(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /// Whether it came from the venue.
    public boolean isIncoming() {
        return direction == Direction.IN;
    }
}
