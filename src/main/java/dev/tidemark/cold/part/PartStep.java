package dev.tidemark.cold.part;

/// What the lake writer does besides making files.
public enum PartStep {
    /// New rows are noted.
    LOOKED,
    /// What the next parts hold is recorded.
    PLANNED,
    /// A part is in the manifest.
    PUBLISHED,
    /// The object of a part that nobody wants any more is gone.
    REMOVED
}
