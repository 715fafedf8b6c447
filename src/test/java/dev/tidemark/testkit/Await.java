package dev.tidemark.testkit;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a future in a test's own thread, for a bounded time.
public final class Await {

    private static final int SECONDS = 30;

    private Await() {}

    /// The result; a failure is thrown as it is where it is unchecked.
    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
        }
    }

    /// Looks again and again until something is so.
    public static void until(BooleanSupplier isSo) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected it within " + SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /// The failure of a future that is expected to fail.
    public static Throwable failure(Future<?> future) {
        return result(future.transform(done -> done.failed()
                ? Future.succeededFuture(done.cause())
                : Future.failedFuture(new AssertionError("Expected a failure, was " + done.result()))));
    }
}
