package dev.tidemark.exchange.collect;

import java.time.Duration;

/// Keeps a venue's shortest time between connection attempts, over all its connections and over stop and start.
final class ConnectGate {

    private final long intervalUs;
    private long freeAtUs;

    ConnectGate(Duration minConnectInterval) {
        this.intervalUs = minConnectInterval.toNanos() / 1_000;
    }

    /// Reserves the next free moment for an attempt that is due now, and returns how long to wait for it.
    Duration reserve(long nowUs) {
        // A clock that was set back must not lock the venue out.
        long earliest = freeAtUs > nowUs + MAX_WAIT_US + intervalUs ? nowUs : freeAtUs;
        long atUs = Math.max(nowUs, earliest);
        freeAtUs = atUs + intervalUs;
        return Duration.ofNanos((atUs - nowUs) * 1_000);
    }

    private static final long MAX_WAIT_US = 600_000_000;
}
