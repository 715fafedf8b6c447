package dev.tidemark.cold.compact;

import dev.tidemark.cold.ColdFile;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What compaction asks of the manifest beyond what everybody does. Thread-safe, never blocks.
public interface Months {

    /// Months that end by `before`, all of whose sealed days cold owns and some of which files of days own,
    /// the oldest
    /// first.
    Future<List<SiteMonth>> due(LocalDate before);

    /// What these months hold, by the id of their file.
    Future<Map<Long, Holdings>> holdings(Collection<Long> months);

    /// Notes what a planned month is to hold.
    Future<Void> note(ColdFile planned, Holdings holdings);

    /// Supersedes files of days that a month owns in their place. Answers how many.
    Future<Integer> dropDays();
}
