package dev.tidemark.cold.archive;

/// What the archiver has just done to a day. Between two of them a crash leaves a state of its own.
public enum ArchiveStep {
    /// No more rows land among the hot ones.
    SEALED,
    /// The file has its key and its version.
    PLANNED,
    /// Some rows are in the file on the local disk.
    WRITING,
    /// The file is whole on the local disk.
    WRITTEN,
    /// It is in the object store.
    UPLOADED,
    /// It has been read back.
    VERIFIED,
    /// It owns its day.
    PUBLISHED,
    /// The hot table is gone.
    DROPPED,
    /// The object of a file that was superseded is gone, and the manifest still knows it.
    REMOVED
}
