package dev.tidemark.http.answer;

import dev.tidemark.http.format.Envelope;
import dev.tidemark.query.Answer;
import io.vertx.core.Future;

/// What a kind of rows adds to its answers.
public interface Envelopes {

    /// Whether what has no rows at all is known otherwise, so that an empty answer is right and not 404.
    default Future<Boolean> isKnown(Asked asked) {
        return Future.succeededFuture(false);
    }

    /// Makes what stands around the rows of a JSON answer.
    ///
    /// @param startedNanos when the request came, on the monotonic clock
    Envelope of(Asked asked, Answer answer, long startedNanos);
}
