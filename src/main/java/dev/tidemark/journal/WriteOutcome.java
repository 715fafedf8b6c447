package dev.tidemark.journal;

/// What a writer answers to a batch.
public sealed interface WriteOutcome {

    /// The batch is stored, once.
    record Stored(Written written) implements WriteOutcome {}

    /// The lanes do not stand where the batch expects them: read the positions and begin again from there.
    record OutOfStep(String reason) implements WriteOutcome {}
}
