package dev.tidemark.journal;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import java.util.List;
import java.util.UUID;

/// Rows of some lanes of one dataset and the step that each lane's position takes with them.
///
/// @param journal the log the rows come from
/// @param rows owned by the receiver until its future completes, unchanged in the meantime
/// @param moves one for each lane that has rows or marks in the batch
public record WriteBatch(UUID journal, RecordBatch rows, List<Move> moves) {

    public WriteBatch {
        moves = List.copyOf(moves);
    }

    public Dataset dataset() {
        return rows.dataset();
    }

    /// The step of one lane. The write happens only if the lane stands exactly at `from`.
    ///
    /// @param lane 0 to 63
    public record Move(int lane, Position from, Position to) {}
}
