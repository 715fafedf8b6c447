package dev.tidemark.journal;

import dev.tidemark.market.RecordBatch;

/// What one read hands over: the rows of one frame of one lane that lie behind the reader's start position.
///
/// @param lane 0 to 63
/// @param sequence the frame's number in its journal, strictly rising within a lane
/// @param end the position once all of this frame is consumed
/// @param rows the rows, each with its origin set; owned by the receiver
public record JournalFrame(int lane, long sequence, Position end, RecordBatch rows) {}
