package dev.tidemark.cold.archive;

import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.make.FileMaker;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the archiver works with.
///
/// @param hotBytes how much the hot store holds
/// @param steps hears of every step
public record ArchiveParts(
        HotDays hot,
        Manifest manifest,
        RunLog runs,
        Lake lake,
        Supplier<Future<Long>> hotBytes,
        InstantSource clock,
        ArchiveSteps steps) {

    /// The lake, as files go into it and come back.
    ///
    /// @param maker of its files, the archiver's alone
    public record Lake(ObjectStore objects, ColdReader reader, FileMaker maker) {}
}
