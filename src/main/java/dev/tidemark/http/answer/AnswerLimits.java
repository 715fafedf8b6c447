package dev.tidemark.http.answer;

import dev.tidemark.query.QueryConfig;
import java.time.Duration;

/// What readers may take of the database and of our patience.
///
/// @param maxOpen answers that are being streamed at once
/// @param maxWaiting requests that wait for their turn
/// @param patience how long they wait
/// @param stall how long a reader may take nothing before its connection is cut
/// @param query what one query may take
public record AnswerLimits(int maxOpen, int maxWaiting, Duration patience, Duration stall, QueryConfig query) {

    public static final AnswerLimits DEFAULT = of(QueryConfig.DEFAULT);

    public static AnswerLimits of(QueryConfig query) {
        return new AnswerLimits(4, 200, Duration.ofSeconds(10), Duration.ofSeconds(30), query);
    }
}
