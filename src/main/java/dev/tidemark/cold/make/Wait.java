package dev.tidemark.cold.make;

import io.vertx.core.Future;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for futures where code reads like a story. Never on an event loop.
public final class Wait {

    /// Longer than any deadline behind a port: a future that takes longer is a bug.
    private static final long MAX_MINUTES = 30;

    private Wait() {}

    /// The result of a future. Its failure is thrown as it is where it is unchecked, else as
    /// [IllegalStateException]; a
    /// thread that is interrupted stops with a [CancellationException].
    public static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(MAX_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted");
        } catch (TimeoutException e) {
            throw new IllegalStateException("Expected an answer within " + MAX_MINUTES + " minutes", e);
        }
    }
}
