package dev.tidemark.journal.segment;

import java.util.UUID;

/// What a directory holds, made whole: the point from which a journal goes on.
///
/// @param journal its identity
/// @param log all segments, each ending with its last whole frame, forced
/// @param keys those that still live
/// @param lastSequence no lower one may be given out
record Recovered(UUID journal, SegmentLog log, IdempotencyKeys keys, long lastSequence) {}
