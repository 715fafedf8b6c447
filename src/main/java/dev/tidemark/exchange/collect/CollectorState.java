package dev.tidemark.exchange.collect;

/// The states of a collector as a whole, as [dev.tidemark.exchange.CollectorStats] names them.
final class CollectorState {

    static final String STOPPED = "stopped";
    /// No record has come yet.
    static final String CONNECTING = "connecting";
    /// Every subscription has data.
    static final String LIVE = "live";
    /// Some have data, some are silent, rejected, or not yet there.
    static final String DEGRADED = "degraded";
    /// No connection, and none being opened now: backing off.
    static final String WAITING = "waiting";

    private CollectorState() {}
}
