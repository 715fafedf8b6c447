package dev.tidemark.forward;

import org.jspecify.annotations.Nullable;

/// How forwarding goes.
///
/// @param accepted ticks that the other side has taken since the start
/// @param refused ticks that it has called impossible
/// @param isBackingOff whether the last request failed and waits to be repeated
/// @param lastError what it failed with last; null for nothing yet
public record ForwardStats(
        long accepted,
        long refused,
        boolean isBackingOff,
        @Nullable String lastError) {}
