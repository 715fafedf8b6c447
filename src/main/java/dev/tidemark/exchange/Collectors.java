package dev.tidemark.exchange;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/// All collectors, as the control surface sees them. Thread-safe.
public interface Collectors {

    /// The venues that can be started, in the order of the configuration.
    Set<String> sources();

    /// Starts a collector; false where it was running.
    Future<Boolean> start(String source);

    /// Stops a collector once what it has read is durable; false where it was stopped.
    Future<Boolean> stop(String source);

    List<CollectorStats> stats();
}
