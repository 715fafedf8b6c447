package dev.tidemark.history.backfill.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the search for holes stands.
///
/// @param next when it looks again; null where it never does
/// @param last when it last looked; null before the first time in this process
/// @param found days below the threshold at the last look, those that were left alone included
/// @param begun days of them that a backfill was begun for
/// @param error why the last look failed; null where it did not
public record HoleState(
        @Nullable Instant next,
        @Nullable Instant last,
        int found,
        int begun,
        @Nullable String error) {

    static final HoleState NONE = new HoleState(null, null, 0, 0, null);

    HoleState withNext(Instant at) {
        return new HoleState(at, last, found, begun, error);
    }

    HoleState looked(Instant at, int daysFound, int daysBegun) {
        return new HoleState(next, at, daysFound, daysBegun, null);
    }

    HoleState failed(Instant at, String why) {
        return new HoleState(next, at, 0, 0, why);
    }
}
