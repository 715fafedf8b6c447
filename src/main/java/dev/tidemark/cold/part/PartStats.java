package dev.tidemark.cold.part;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The lake writer as of one moment.
///
/// @param total since the start, up to the last part that was made
/// @param lastRound when the last round ended well; null before the first
/// @param lastError of the last round; null where it ended well
public record PartStats(
        PartRound total,
        @Nullable Instant lastRound,
        @Nullable String lastError) {

    static final PartStats NONE = new PartStats(PartRound.NOTHING, null, null);

    PartStats plus(PartRound done) {
        return new PartStats(total.plus(done), lastRound, lastError);
    }

    PartStats ended(Instant at) {
        return new PartStats(total, at, null);
    }

    PartStats failed(String error) {
        return new PartStats(total, lastRound, error);
    }
}
