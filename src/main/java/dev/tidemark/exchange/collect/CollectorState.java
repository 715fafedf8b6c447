package dev.tidemark.exchange.collect;

/// The states of a collector as a whole, as [dev.tidemark.exchange.CollectorStats] names them.
final class CollectorState {

    static final String STOPPED = "stopped";
    /// No record has come yet.
    static final String CONNECTING = "connecting";
    /// Records come on every connection, and no subscription is silent or rejected.
    static final String LIVE = "live";
    /// Some records come; a subscription is silent or rejected, or a connection is down.
    static final String DEGRADED = "degraded";
    /// No connection, and none being opened now: backing off.
    static final String WAITING = "waiting";

    private CollectorState() {}
}
