package dev.tidemark.cold.compact;

/// What compaction does besides making a file.
public enum CompactStep {
    /// The month has its key, its version, and a note of what it holds.
    PLANNED,
    /// It owns its days.
    PUBLISHED
}
