package dev.tidemark.http.feed;

import java.time.Duration;

/// What readers may take of the database and of our patience.
///
/// @param maxOpen answers that are being streamed at once
/// @param maxWaiting requests that wait for their turn
/// @param patience how long they wait
/// @param stall how long a reader may take nothing before its connection is cut
public record FeedLimits(int maxOpen, int maxWaiting, Duration patience, Duration stall) {

    public static final FeedLimits DEFAULT = new FeedLimits(4, 200, Duration.ofSeconds(10), Duration.ofSeconds(30));
}
