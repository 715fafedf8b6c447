package dev.tidemark.journal.segment;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.market.Dataset;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A reader with a thread of its own, which waits for requests and for frames.
///
/// The thread is never interrupted: an interrupt would close the segment's channel under everyone's feet.
final class SegmentReader implements JournalReader, Runnable {

    private record Request(int maxRows, Promise<List<JournalFrame>> answer, Context context) {}

    private final SegmentLog log;
    private final DatasetCursor cursor;
    private final Supplier<Context> caller;
    private final Runnable onEnd;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Request waiting;
    private volatile boolean isClosed;

    /// @param caller the context to answer on
    /// @param onEnd run once nothing is read any more
    SegmentReader(SegmentLog log, DatasetCursor cursor, Supplier<Context> caller, Runnable onEnd) {
        this.log = log;
        this.cursor = cursor;
        this.caller = caller;
        this.onEnd = onEnd;
    }

    void start(Consumer consumer, Dataset dataset) {
        String role = consumer == Consumer.WRITER ? "reader" : "forward";
        Thread.ofPlatform()
                .daemon()
                .name("journal-" + role + "-" + dataset.label())
                .start(this);
    }

    @Override
    public Future<List<JournalFrame>> read(int maxRows) {
        Promise<List<JournalFrame>> answer = Promise.promise();
        lock.lock();
        try {
            if (isClosed) {
                return Future.failedFuture(closed());
            }
            if (waiting != null) {
                throw new IllegalStateException("Expected one read at a time, was a second");
            }
            waiting = new Request(maxRows, answer, caller.get());
            changed.signal();
        } finally {
            lock.unlock();
        }
        return answer.future();
    }

    @Override
    public boolean isCaughtUp() {
        return cursor.isCaughtUp();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        log.wakeReaders();
    }

    boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void run() {
        try {
            for (Request request = nextRequest(); request != null; request = nextRequest()) {
                answer(request);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            failWaiting();
            onEnd.run();
        }
    }

    private void failWaiting() {
        @Nullable Request last = waiting;
        if (last != null) {
            complete(last, List.of(), closed());
        }
    }

    private @Nullable Request nextRequest() throws InterruptedException {
        lock.lock();
        try {
            while (waiting == null && !isClosed) {
                changed.await();
            }
            return isClosed ? null : waiting;
        } finally {
            lock.unlock();
        }
    }

    private void answer(Request request) throws InterruptedException {
        try {
            List<JournalFrame> frames = cursor.next(request.maxRows, () -> isClosed);
            complete(request, frames, frames.isEmpty() ? closed() : null);
        } catch (IOException | RuntimeException e) {
            complete(request, List.of(), new JournalFault.Stopped("Expected to read the journal, but " + e, e));
        }
    }

    private void complete(Request request, List<JournalFrame> frames, @Nullable JournalFault fault) {
        lock.lock();
        try {
            waiting = null;
        } finally {
            lock.unlock();
        }
        Completions.run(request.context, () -> {
            if (fault == null) {
                request.answer.complete(frames);
            } else {
                request.answer.fail(fault);
            }
        });
    }

    private static JournalFault closed() {
        return new JournalFault.Stopped("Expected an open reader, was closed");
    }
}
