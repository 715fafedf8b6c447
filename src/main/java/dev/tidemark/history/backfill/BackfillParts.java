package dev.tidemark.history.backfill;

import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.make.FileMaker;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.history.BackfillCounters;
import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.KnownPoints;
import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Positions;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the backfill works with.
///
/// @param steps hears of every step of every day
/// @param counters of what is done
public record BackfillParts(
        BuildingSource source,
        BackfillLog log,
        Hot hot,
        Cold cold,
        InstantSource clock,
        StepListener steps,
        BackfillCounters counters) {

    /// With counters of its own.
    public BackfillParts(
            BuildingSource source, BackfillLog log, Hot hot, Cold cold, InstantSource clock, StepListener steps) {
        this(source, log, hot, cold, clock, steps, new BackfillCounters());
    }

    /// The hot side.
    ///
    /// @param stored up to where the samples of this journal are in the hot store, lane by lane
    /// @param hotDays so many days back from today are hot
    public record Hot(Journal journal, Supplier<Future<Positions>> stored, HotDays days, int hotDays) {}

    /// The cold side.
    ///
    /// @param files makes files in a folder of the backfill's own
    public record Cold(Manifest manifest, ColdReader reader, FileMaker files, KnownPoints points) {}
}
