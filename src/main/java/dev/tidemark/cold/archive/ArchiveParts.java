package dev.tidemark.cold.archive;

import dev.tidemark.cold.ColdFileWriter;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.ObjectStore;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the archiver works with.
///
/// @param folder for files before they are uploaded; the archiver's alone
/// @param hotBytes how much the hot store holds
/// @param steps hears of every step
public record ArchiveParts(
        HotDays hot,
        Manifest manifest,
        RunLog runs,
        Lake lake,
        Path folder,
        Supplier<Future<Long>> hotBytes,
        InstantSource clock,
        ArchiveSteps steps) {

    /// The lake, as files go into it and come back.
    public record Lake(ObjectStore objects, ColdFileWriter.Factory writers, ColdReader reader) {}
}
