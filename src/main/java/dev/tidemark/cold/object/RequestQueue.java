package dev.tidemark.cold.object;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.ObjectCounters.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets a bounded number of requests run at once and a bounded number wait, in order. Thread-safe.
///
/// A request begins on a thread of the queue's own, where it may block, and is answered on the Vert.x context of
/// whoever asked.
public final class RequestQueue {

    /// @param concurrency requests that run at once
    /// @param maxWaiting requests that wait; more are refused as [ColdFault.Unavailable]
    /// @param threads that requests begin on: as many as may run where they block, fewer where they do not
    public record Limits(int concurrency, int maxWaiting, int threads) {}

    /// @param key that a failure is about
    /// @param deadline from asking to the answer, waiting included. A request that does not end keeps its place.
    /// @param send starts it; called at most once
    public record Request<T>(Operation operation, String key, Duration deadline, Supplier<CompletionStage<T>> send) {}

    private final Vertx vertx;
    private final Limits limits;
    private final ObjectCounters counters;
    private final ExecutorService threads;
    private final Queue<Entry<?>> waiting = new ArrayDeque<>();
    private int running;

    /// @param name of the threads
    public RequestQueue(Vertx vertx, String name, Limits limits, ObjectCounters counters) {
        this.vertx = vertx;
        this.limits = limits;
        this.counters = counters;
        this.threads = Executors.newFixedThreadPool(
                limits.threads, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /// Runs a request when its turn has come. What it fails with should be a [ColdFault]; it is counted either way.
    public <T> Future<T> run(Request<T> request) {
        @Nullable Context current = Vertx.currentContext();
        var entry = new Entry<>(request, current == null ? vertx.getOrCreateContext() : current);
        synchronized (waiting) {
            if (running < limits.concurrency) {
                running++;
            } else if (waiting.size() < limits.maxWaiting) {
                waiting.add(entry);
                return entry.answer.future();
            } else {
                String why = "Expected room for a request to the object store, " + limits.maxWaiting + " wait already";
                entry.fail(new ColdFault.Unavailable(request.key, why, null));
                return entry.answer.future();
            }
        }
        start(entry);
        return entry.answer.future();
    }

    /// Takes no more requests. What runs ends.
    public void close() {
        threads.shutdown();
    }

    private void start(Entry<?> entry) {
        try {
            threads.execute(() -> send(entry));
        } catch (RejectedExecutionException closed) {
            entry.fail(new ColdFault.Unavailable(entry.request.key, "The object store is closed", closed));
            leave();
        }
    }

    private <T> void send(Entry<T> entry) {
        if (entry.isAnswered.get()) {
            leave();
            return;
        }
        CompletionStage<T> sent;
        try {
            sent = entry.request.send.get();
        } catch (RuntimeException failure) {
            entry.fail(failure);
            leave();
            return;
        }
        var _ = sent.whenComplete((result, failure) -> {
            if (failure == null) {
                entry.complete(result);
            } else {
                entry.fail(cause(failure));
            }
            leave();
        });
    }

    private void leave() {
        @Nullable Entry<?> next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            start(next);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    /// A request on its way. Answered once, by its end or by its deadline.
    private final class Entry<T> {

        private final Request<T> request;
        private final Context caller;
        private final Promise<T> answer = Promise.promise();
        private final AtomicBoolean isAnswered = new AtomicBoolean();
        private final long timer;

        Entry(Request<T> request, Context caller) {
            this.request = request;
            this.caller = caller;
            this.timer = vertx.setTimer(request.deadline.toMillis(), ignored -> expire());
        }

        void complete(T result) {
            if (answered(Outcome.ofAnswer(result))) {
                caller.runOnContext(ignored -> answer.complete(result));
            }
        }

        void fail(Throwable cause) {
            if (answered(Outcome.ofFailure(cause))) {
                caller.runOnContext(ignored -> answer.fail(cause));
            }
        }

        private boolean answered(Outcome outcome) {
            if (!isAnswered.compareAndSet(false, true)) {
                return false;
            }
            var _ = vertx.cancelTimer(timer);
            counters.count(request.operation, outcome);
            return true;
        }

        private void expire() {
            String why = "Expected an answer of the object store within " + request.deadline.toMillis() + " ms";
            fail(new ColdFault.Unavailable(request.key, why, null));
        }
    }
}
