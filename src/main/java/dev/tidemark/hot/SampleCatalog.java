package dev.tidemark.hot;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which sites and points there are. Thread-safe, never blocks. Fails with [HotFault.Unavailable].
public interface SampleCatalog {

    /// All sites, in the order of their names.
    Future<List<Site>> sites();

    /// Points of a site in the order of their names; empty for an unknown site, or where none matches.
    Future<List<Point>> points(Wanted wanted);

    /// How many samples of a site there are of each day; empty for an unknown site.
    ///
    /// @param from the first day, UTC
    /// @param to the day behind the last one
    Future<Optional<Coverage>> coverage(String site, LocalDate from, LocalDate to);

    /// @param points how many the site has
    /// @param intervalS the usual time between two samples of a point, in seconds; null where nobody can tell
    /// @param days in their order, each of the range
    record Coverage(long points, @Nullable Double intervalS, List<Day> days) {

        private static final double DAY_S = 86_400;

        public Coverage {
            days = List.copyOf(days);
        }

        /// The usual time between two samples of a point, or the one that the fullest day would have.
        public double expectedIntervalS() {
            long fullest = days.stream().mapToLong(Day::rows).max().orElse(0);
            return intervalS != null ? intervalS : fullest == 0 ? DAY_S : DAY_S * points / fullest;
        }

        /// How many samples a day should have, of today only up to now: one of each point in each interval.
        public long expected(Day day, double everyS, Instant now) {
            Instant begin = day.day().atStartOfDay().toInstant(ZoneOffset.UTC);
            double passedS = Math.clamp(Duration.between(begin, now).toSeconds(), 0, (long) DAY_S);
            return Math.round(points * passedS / everyS);
        }

        /// The share of the expected samples that is there, 0 to 1.
        public double share(Day day, double everyS, Instant now) {
            long expected = expected(day, everyS, now);
            return expected == 0 ? 0 : Math.min(1, (double) day.rows() / expected);
        }
    }

    /// @param rows in it; of many points in hot an estimate, made of some of them
    /// @param isCold whether the lake owns it
    /// @param isEstimate whether the number of rows is one
    record Day(LocalDate day, long rows, boolean isCold, boolean isEstimate) {}

    /// Which points are wanted.
    ///
    /// @param names null for all
    /// @param search part of the name, in whatever case; null for all
    /// @param unit of the point; null for all
    /// @param tag that the point has, as `name`, or as `name:value`; null for all
    /// @param after the last point of the page before; null for the first page
    record Wanted(
            String site,
            @Nullable List<String> names,
            @Nullable String search,
            @Nullable String unit,
            @Nullable String tag,
            @Nullable String after,
            int limit) {

        /// All points of a site, or those with these names.
        public static Wanted of(String site, @Nullable List<String> names, int limit) {
            return new Wanted(site, names, null, null, null, null, limit);
        }

        public Wanted {
            names = names == null ? null : List.copyOf(names);
        }
    }

    /// @param points how many it has
    /// @param first of all samples, in hot or in the lake; null where there is none
    /// @param last of all samples
    /// @param rows counted in the lake; of the hot ones an estimate, by the rate of the last twenty of each point
    record Site(
            String name,
            long points,
            @Nullable Instant first,
            @Nullable Instant last,
            long rows) {}

    /// @param first of its samples, wherever they are
    /// @param last of its samples
    /// @param rows counted in the lake; of the hot ones an estimate, by the rate of the last twenty. Of files that
    /// were put into the manifest again from the bucket alone each point has the same share, and the site's first
    /// and last time stand in for its own
    /// @param latest value of the last sample; null where there is none, or none in what is counted
    /// @param meaning null where nobody has told
    record Point(
            String name,
            @Nullable Instant first,
            @Nullable Instant last,
            long rows,
            @Nullable Double latest,
            @Nullable Meaning meaning) {}

    /// What a point measures.
    ///
    /// @param tags by name; of a marker the value is true
    record Meaning(@Nullable String unit, @Nullable String type, JsonObject tags) {}
}
