package dev.tidemark.node;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is to be stopped, the last started first. A part that does not stop does not keep the others from it.
final class Teardown {

    private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

    private record Step(String name, Supplier<Future<?>> stop) {}

    private final Deque<Step> steps = new ArrayDeque<>();
    private volatile String stopping = "nothing";

    /// Adds a part that has just been started.
    synchronized void add(String name, Supplier<Future<?>> stop) {
        steps.push(new Step(name, stop));
    }

    /// What is being stopped now, or was last: for the log of a process that waits no longer.
    String stopping() {
        return stopping;
    }

    /// Stops everything. Never fails: what went wrong is logged.
    Future<Void> run() {
        Step next;
        synchronized (this) {
            next = steps.poll();
        }
        return next == null ? Future.succeededFuture() : stop(next).compose(ignored -> run());
    }

    private Future<?> stop(Step step) {
        stopping = step.name();
        Future<?> stopped;
        try {
            stopped = step.stop().get();
        } catch (RuntimeException e) {
            stopped = Future.failedFuture(e);
        }
        return stopped.onSuccess(ignored -> LOG.debug("Stopped {}", step.name()))
                .onFailure(failure -> LOG.warn("Could not stop {}: {}", step.name(), failure.getMessage()))
                .otherwiseEmpty();
    }
}
