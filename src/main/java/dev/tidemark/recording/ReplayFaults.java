package dev.tidemark.recording;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The faults that one source has been told to commit and has not yet. Thread-safe.
final class ReplayFaults {

    private final ConcurrentLinkedQueue<ReplayFault> pending = new ConcurrentLinkedQueue<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long clockOffsetUs;

    void tell(ReplayFault fault) {
        if (fault instanceof ReplayFault.ClockOffset(var offset)) {
            clockOffsetUs = offset.toNanos() / 1_000;
        } else {
            pending.add(fault);
            listeners.forEach(Runnable::run);
        }
    }

    /// Asks to be told of new faults; the listener is called on the thread of whoever tells.
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    long clockOffsetUs() {
        return clockOffsetUs;
    }

    /// Takes the first fault of a type that is due, so that no other connection commits it too; null where none is.
    <F extends ReplayFault> @Nullable F strike(Class<F> type, Predicate<F> isDue) {
        if (pending.isEmpty()) {
            return null;
        }
        synchronized (this) {
            for (Iterator<ReplayFault> each = pending.iterator(); each.hasNext(); ) {
                ReplayFault fault = each.next();
                if (type.isInstance(fault) && isDue.test(type.cast(fault))) {
                    each.remove();
                    return type.cast(fault);
                }
            }
        }
        return null;
    }
}
