package dev.tidemark.query;

import java.time.Duration;

/// What a query may take.
///
/// @param timeout of a query; of a streamed answer up to its first rows
/// @param streamTimeout of a streamed answer as a whole
/// @param maxRangeDays longest range
/// @param maxPoints names in one request
/// @param readAhead cold files that are opened before they are needed
/// @param cacheBytes of results that are kept; 0 for none
public record QueryConfig(
        Duration timeout, Duration streamTimeout, int maxRangeDays, int maxPoints, int readAhead, long cacheBytes) {

    public static final QueryConfig DEFAULT =
            new QueryConfig(Duration.ofSeconds(30), Duration.ofMinutes(10), 366, 100, 64, 32 << 20);
}
