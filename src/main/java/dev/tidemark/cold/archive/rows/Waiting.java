package dev.tidemark.cold.archive.rows;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits on a virtual thread for what will happen elsewhere, for a bounded time.
public final class Waiting {

    /// Every store has shorter deadlines of its own; this one is for what should never happen.
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private Waiting() {}

    /// The result; a failure is thrown as it is where it is unchecked.
    public static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Expected an answer within " + PATIENCE.toMinutes() + " minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
