package dev.tidemark.telemetry;

import dev.tidemark.hot.HotReader.TableStats;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the database told last. What is not known yet is absent, not zero.
///
/// @param database whether it answers
/// @param since when that began
/// @param fault why it does not; null while it does
/// @param tables size and range of each hot table; empty before the first answer
/// @param deadLetters records set aside; null before the first answer
/// @param refreshed when the database last answered; null for never
public record StoreFigures(
        Database database,
        Instant since,
        @Nullable String fault,
        List<TableStats> tables,
        @Nullable Long deadLetters,
        @Nullable Instant refreshed) {

    /// Whether the database answers.
    public enum Database {
        /// It has not been asked yet.
        UNKNOWN,
        UP,
        DOWN
    }

    public StoreFigures {
        tables = List.copyOf(tables);
    }

    static StoreFigures unknown(Instant now) {
        return new StoreFigures(Database.UNKNOWN, now, null, List.of(), null, null);
    }

    StoreFigures up(Instant now, List<TableStats> newTables, long newDeadLetters) {
        return new StoreFigures(
                Database.UP, database == Database.UP ? since : now, null, newTables, newDeadLetters, now);
    }

    /// Keeps the figures: they are old, and [#refreshed] says so.
    StoreFigures down(Instant now, String why) {
        return new StoreFigures(
                Database.DOWN, database == Database.DOWN ? since : now, why, tables, deadLetters, refreshed);
    }
}
