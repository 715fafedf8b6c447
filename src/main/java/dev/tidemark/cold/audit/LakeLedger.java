package dev.tidemark.cold.audit;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an audit asks of the manifest and does to it beyond what everybody does. Thread-safe, never blocks.
public interface LakeLedger {

    /// Objects that the manifest knows, in the order of their keys: of this prefix, behind `after`.
    Future<List<Known>> known(String prefix, @Nullable String after, int limit);

    /// Live files drawn by lot.
    Future<List<ColdFile>> sample(int count);

    /// Whether there is neither a file nor an owner of a day.
    Future<Boolean> isEmpty();

    /// Forgets all files but those that are planned, and who owns what; puts these files in their place and makes
    /// them the owners of their days. All in one transaction: where it fails, the manifest is as it was, but for
    /// days that are sealed now. Hot and late rows stay, and days that are sealed stay sealed.
    Future<Void> replace(List<Restored> files);

    /// Registers the names of series that are not known yet.
    Future<Void> register(Collection<Series> series);

    /// @param isWanted whether its object must be there
    /// @param mayExist whether its object may be there
    record Known(String key, boolean isWanted, boolean mayExist, long bytes) {}

    /// @param file its id means nothing
    /// @param holdings the text of what a month holds; null for all else
    /// @param isLive else it is superseded
    /// @param days that it owns
    record Restored(ColdFile file, @Nullable String holdings, boolean isLive, List<LocalDate> days) {

        public Restored {
            days = List.copyOf(days);
        }
    }
}
