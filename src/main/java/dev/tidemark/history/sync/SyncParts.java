package dev.tidemark.history.sync;

import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.KnownPoints;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.journal.Journal;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// What the sync works with.
///
/// @param counters of the source, for what it dropped
/// @param clock says up to when there may be samples, and when a run is due
public record SyncParts(
        Vertx vertx,
        BuildingSource source,
        SourceCounters counters,
        Journal journal,
        SiteLedger ledger,
        KnownPoints points,
        InstantSource clock) {}
