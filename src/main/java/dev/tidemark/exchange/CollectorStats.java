package dev.tidemark.exchange;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One collector at one moment, for `/status` and metrics. Times are microseconds since the epoch, 0 for never.
///
/// @param source the venue
/// @param state `stopped`, `connecting`, `live`, `degraded` or `waiting`
/// @param connections those that are open or being opened
/// @param counters totals since the start of the process
/// @param passedOver messages known and not wanted, by kind
/// @param unknown messages not understood, by kind
/// @param refused records refused, by reason
/// @param lastError what went wrong last; null for nothing
public record CollectorStats(
        String source,
        String state,
        List<ConnectionStats> connections,
        Counters counters,
        Map<String, Long> passedOver,
        Map<String, Long> unknown,
        Map<String, Long> refused,
        @Nullable String lastError) {

    /// @param frames messages received
    /// @param ticks rows handed to the journal
    /// @param trades rows handed to the journal
    /// @param duplicates rows dropped because another connection had delivered them
    /// @param malformed messages that could not be read
    /// @param reconnects connections opened after the first
    /// @param lostFrames jumps of a connection's own counter
    public record Counters(
            long frames, long ticks, long trades, long duplicates, long malformed, long reconnects, long lostFrames) {}

    /// @param state the connection's state, as in `live`
    /// @param sinceUs when it entered that state
    /// @param lastFrameUs when anything came
    /// @param lastDataUs when a record came
    /// @param clockSkewMs how far the venue's clock is ahead of ours; null before the first record with a time
    /// @param inFlight records not yet durable
    /// @param isPaused whether the socket is not being read
    public record ConnectionStats(
            int number,
            String state,
            long sinceUs,
            long lastFrameUs,
            long lastDataUs,
            @Nullable Long clockSkewMs,
            int inFlight,
            boolean isPaused,
            List<SubscriptionStats> subscriptions) {}

    /// @param state `requested`, `acknowledged`, `live`, `silent` or `rejected`
    /// @param reason the venue's word where it is rejected
    public record SubscriptionStats(
            String channel,
            String symbol,
            String state,
            long sinceUs,
            long lastDataUs,
            @Nullable String reason) {}
}
