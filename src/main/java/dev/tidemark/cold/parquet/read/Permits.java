package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.ColdFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets so many things happen at once, the others wait in line. Thread-safe.
final class Permits {

    private final int mostWaiting;
    private final Deque<Promise<Void>> line = new ArrayDeque<>();
    private int free;

    Permits(int permits, int mostWaiting) {
        this.free = permits;
        this.mostWaiting = mostWaiting;
    }

    /// Does it as soon as there is a permit, which is given back when it ends.
    <T> Future<T> with(String key, Supplier<Future<T>> action) {
        return acquire(key).compose(_ -> action.get().eventually(this::release));
    }

    private Future<Void> acquire(String key) {
        synchronized (line) {
            if (free > 0) {
                free--;
                return Future.succeededFuture();
            }
            if (line.size() >= mostWaiting) {
                return Future.failedFuture(new ColdFault.Unavailable(
                        key, "Expected at most " + mostWaiting + " requests in line, was one more", null));
            }
            Promise<Void> turn = Promise.promise();
            line.add(turn);
            return turn.future();
        }
    }

    private Future<Void> release() {
        @Nullable Promise<Void> next;
        synchronized (line) {
            next = line.poll();
            free += next == null ? 1 : 0;
        }
        if (next != null) {
            next.complete();
        }
        return Future.succeededFuture();
    }
}
