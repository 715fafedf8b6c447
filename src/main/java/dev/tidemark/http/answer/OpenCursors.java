package dev.tidemark.http.answer;

import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/// Lets only so many answers have a cursor at once: each holds a connection to the database, which the writer needs
/// too. Others wait in line, the line is bounded, and so is the wait. Confined to one event loop.
final class OpenCursors {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final int maxOpen;
    private final int maxWaiting;
    private final Duration patience;
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private int open;

    OpenCursors(int maxOpen, int maxWaiting, Duration patience) {
        this.maxOpen = maxOpen;
        this.maxWaiting = maxWaiting;
        this.patience = patience;
    }

    /// Completes when a cursor may be opened; [#leave] must follow. Fails with a problem when it takes too long.
    Future<Void> enter(Vertx vertx) {
        if (open < maxOpen) {
            open++;
            return Future.succeededFuture();
        }
        if (waiting.size() >= maxWaiting) {
            return Future.failedFuture(busy().asException());
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        long timer = vertx.setTimer(patience.toMillis(), late -> giveUp(turn));
        return turn.future().onComplete(decided -> vertx.cancelTimer(timer));
    }

    void leave() {
        Promise<Void> next = waiting.poll();
        if (next == null) {
            open--;
        } else {
            next.complete();
        }
    }

    private void giveUp(Promise<Void> turn) {
        if (waiting.remove(turn)) {
            turn.fail(busy().asException());
        }
    }

    private static Problem busy() {
        return Problem.of(ProblemKind.UNAVAILABLE, "Too many queries are running. Try again later.")
                .retryAfter(RETRY);
    }
}
