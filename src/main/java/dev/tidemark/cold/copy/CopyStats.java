package dev.tidemark.cold.copy;

import dev.tidemark.cold.copy.CopyLedger.Backlog;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The copies as of one moment.
///
/// @param store where they are, without secrets
/// @param total since the start
/// @param backlog behind the last round
/// @param lastRound when the last round ended well; null before the first
/// @param lastError of the last round; null where it ended well
public record CopyStats(
        String store,
        CopyRound total,
        Backlog backlog,
        @Nullable Instant lastRound,
        @Nullable String lastError) {

    static CopyStats none(String store) {
        return new CopyStats(store, CopyRound.NOTHING, Backlog.NONE, null, null);
    }

    CopyStats plus(CopyRound done) {
        return new CopyStats(store, total.plus(done), backlog, lastRound, lastError);
    }

    CopyStats with(Backlog left) {
        return new CopyStats(store, total, left, lastRound, lastError);
    }

    CopyStats ended(Instant at) {
        return new CopyStats(store, total, backlog, at, null);
    }

    CopyStats failed(String error) {
        return new CopyStats(store, total, backlog, lastRound, error);
    }
}
