package dev.tidemark.history;

import dev.tidemark.history.BuildingSource.PointFacts;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The points of buildings, as lists and queries know them. Thread-safe, never blocks.
public interface KnownPoints {

    /// Remembers what points measure: new ones are added, others brought up to date. Answers how many are new.
    Future<Integer> describe(String site, List<PointFacts> points, Instant at);

    /// Makes points known to queries, which those with hot rows are by themselves. The answer holds those that
    /// there is no room for.
    Future<Set<String>> admit(String site, Collection<String> points);
}
