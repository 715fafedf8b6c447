package dev.tidemark.history.sync;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is remembered of sites across restarts. Thread-safe.
public interface SiteLedger {

    /// How far a site has been read, in microseconds since the epoch; empty where it never was.
    Future<OptionalLong> through(String site);

    /// Remembers a run.
    Future<Void> ran(Run run);

    /// A run, or a part of one.
    ///
    /// @param throughUs how far the site has been read; empty where it never was
    /// @param error null where nothing was wrong
    record Run(
            String site,
            Optional<Long> throughUs,
            Instant at,
            @Nullable String error) {}
}
