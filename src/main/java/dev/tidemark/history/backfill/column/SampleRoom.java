package dev.tidemark.history.backfill.column;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Bounds the samples that all days together hold in memory. A day that finds no room waits, unless no other began
/// before it: so that somebody always gets on. Thread-safe; blocks.
public final class SampleRoom {

    private static final long LOOK_EVERY_MS = 500;

    private final long maxSamples;
    private final Deque<Tenant> tenants = new ArrayDeque<>();
    private long held;

    public SampleRoom(long maxSamples) {
        this.maxSamples = maxSamples;
    }

    /// Lets another day in.
    public synchronized Tenant enter() {
        var tenant = new Tenant();
        tenants.add(tenant);
        return tenant;
    }

    /// A day that holds samples, until it is closed.
    public final class Tenant implements AutoCloseable {

        private long own;

        private Tenant() {}

        /// Waits for room for more samples, and runs `check` now and then meanwhile, which may end it by an
        /// exception.
        public void take(int samples, Runnable check) {
            synchronized (SampleRoom.this) {
                while (held + samples > maxSamples && tenants.peekFirst() != this) {
                    check.run();
                    await();
                }
                own += samples;
                held += samples;
            }
        }

        @Override
        public void close() {
            synchronized (SampleRoom.this) {
                tenants.remove(this);
                held -= own;
                own = 0;
                SampleRoom.this.notifyAll();
            }
        }

        private void await() {
            try {
                TimeUnit.MILLISECONDS.timedWait(SampleRoom.this, LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Expected nobody to interrupt a day", e);
            }
        }
    }
}
