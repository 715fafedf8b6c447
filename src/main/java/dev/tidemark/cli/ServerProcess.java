package dev.tidemark.cli;

import dev.tidemark.cli.screen.Refusal;
import dev.tidemark.config.Loading;
import dev.tidemark.node.Node;
import dev.tidemark.node.UpOptions;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/// The node as a process: from its start to the signal that ends it.
///
/// The JVM gives a signal to us as a shutdown hook. The hook stops the node and then ends the process itself, so that
/// a stop that went well is exit code 0 and not 143.
final class ServerProcess {

    /// SIGTERM is answered within ten seconds: the node first, then what is left of Vert.x.
    private static final Duration STOP_WITHIN = Duration.ofMillis(9_800);

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    private final Loading.Loaded settings;
    private final UpOptions options;
    private final AtomicReference<Future<Node>> starting = new AtomicReference<>(Future.failedFuture("never started"));
    private final CountDownLatch ended = new CountDownLatch(1);

    ServerProcess(Loading.Loaded settings, UpOptions options) {
        this.settings = settings;
        this.options = options;
    }

    /// Starts the node and returns once it serves; a [Refusal] says why it does not.
    void start() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endBySignal, "shutdown"));
        var node = Node.start(settings, options);
        starting.set(node);
        try {
            node.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            LOG.debug("Start failed", e);
            throw new Refusal("it did not start: " + why(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String why(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    List<String> banner() {
        return starting.get().result().banner();
    }

    /// Waits for the signal. Does not return in practice: the hook ends the process.
    int awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private void endBySignal() {
        var node = starting.get();
        if (node.failed()) {
            return;
        }
        LOG.info("Stopping");
        // A node that is still starting is waited for: what is half started cannot be stopped in order.
        boolean isStopped = stop(
                node.toCompletionStage().thenCompose(running -> running.stop().toCompletionStage()), STOP_WITHIN);
        LOG.info("Stopped");
        Runtime.getRuntime().halt(isStopped ? ExitCode.OK : ExitCode.SOFTWARE);
    }

    private boolean stop(CompletionStage<?> stopping, Duration within) {
        try {
            stopping.toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.error("A part did not stop in order", e.getCause());
        } catch (TimeoutException e) {
            LOG.error(
                    "Not all was drained within {} ms, it came as far as {}; the rest is in the journal",
                    within.toMillis(),
                    reached());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private String reached() {
        Node node = starting.get().result();
        return node == null ? "the start" : node.stopping();
    }
}
