package dev.tidemark.cli.capture;

import dev.tidemark.cli.screen.Refusal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs until SIGTERM, Ctrl-C or an end of its own, then stops in order and ends the process with exit code 0.
final class UntilSignal {

    private static final Logger LOG = LoggerFactory.getLogger(UntilSignal.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(9);

    private final Supplier<Future<?>> stop;
    private final CountDownLatch ended = new CountDownLatch(1);

    /// @param stop is called once, on the shutdown hook's thread
    UntilSignal(Supplier<Future<?>> stop) {
        this.stop = stop;
        Runtime.getRuntime().addShutdownHook(new Thread(this::endBySignal, "shutdown"));
    }

    /// Waits for the signal, or for this long.
    void await(Duration atMost) {
        try {
            if (ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Ended by a signal");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What a future brings, waited for on this thread, which is no event loop.
    static <T> T await(Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Refusal(what + ": " + cause.getMessage());
        } catch (TimeoutException e) {
            throw new Refusal(what + ": it took more than a minute");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    private void endBySignal() {
        int code = 0;
        try {
            stop.get().toCompletionStage().toCompletableFuture().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("It did not stop in order", e);
            code = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.countDown();
        Runtime.getRuntime().halt(code);
    }
}
