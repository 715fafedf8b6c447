package dev.tidemark.cold.part;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The lake writer as of one moment.
///
/// @param total of all rounds since the start
/// @param lastRound when the last round ended well; null before the first
/// @param lastError of the last round; null where it ended well
public record PartStats(
        PartRound total,
        @Nullable Instant lastRound,
        @Nullable String lastError) {

    static final PartStats NONE = new PartStats(PartRound.NOTHING, null, null);

    PartStats after(PartRound round, Instant at) {
        return new PartStats(total.plus(round), at, null);
    }

    PartStats failed(String error) {
        return new PartStats(total, lastRound, error);
    }
}
