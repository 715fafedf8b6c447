package dev.tidemark.hot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Records that a venue has sent or counted and that never came.
///
/// @param kind `trade-id` (also where a heartbeat told) or `frames` (a connection's own counter)
/// @param from first missing id
/// @param to last missing id
/// @param seen when the hole was noticed
/// @param filled when the last missing record came; null while it is open
public record Gap(
        long id,
        String source,
        String symbol,
        String kind,
        long from,
        long to,
        Instant seen,
        @Nullable Instant filled) {}
