package dev.tidemark.journal;

/// The answer to an append that is durable.
///
/// @param records rows made durable, by this append or, for a repeated idempotency key, by the first one
/// @param isRepeat whether an earlier append had the same idempotency key, so that nothing was written now
public record Receipt(int records, boolean isRepeat) {}
