package dev.tidemark.cold.copy;

/// What has just been done to a copy. Between two of them a crash leaves a state of its own.
public enum CopyStep {
    /// The object is on the local disk, and is what the manifest says.
    FETCHED,
    /// It is in the second store.
    UPLOADED,
    /// It has been read back from there.
    VERIFIED,
    /// The manifest knows of it.
    NOTED,
    /// A copy is gone, and the manifest still knows it.
    REMOVED
}
