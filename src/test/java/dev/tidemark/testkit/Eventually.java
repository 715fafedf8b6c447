package dev.tidemark.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/// Waits for what another thread is about to do and gives no sign of. Bounded.
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();
    private static final int STEADY_LOOKS = 30;

    private Eventually() {}

    /// Waits until a condition holds; fails after 10 s.
    public static void holds(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected it to hold within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /// Waits until a figure has not changed for a while (300 ms), and returns it; fails after 10 s.
    public static int steady(IntSupplier figure) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int last = figure.getAsInt();
        for (int looks = 0; looks < STEADY_LOOKS; looks++) {
            LockSupport.parkNanos(LOOK_NANOS);
            int now = figure.getAsInt();
            if (now != last || now == 0) {
                looks = 0;
            }
            last = now;
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected a steady figure within " + PATIENCE + ", was " + now);
            }
        }
        return last;
    }
}
