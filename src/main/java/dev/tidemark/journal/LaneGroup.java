package dev.tidemark.journal;

import dev.tidemark.market.Backoff;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The lanes of one consumer: what waits for them, and when it is due. Pure state, confined to its batcher.
///
/// While a batch is being written the next one keeps growing; [#take] hands out one at a time.
final class LaneGroup {

    /// Something that waits, with the lane's position before and after it.
    private record Waiting(JournalFrame frame, Position from, long sinceMs) {}

    private final Dataset dataset;
    private final BatchConfig config;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Backoff backoff;
    private int waitingRows;
    private @Nullable WriteBatch inFlight;

    LaneGroup(Dataset dataset, BatchConfig config, Backoff backoff) {
        this.dataset = dataset;
        this.config = config;
        this.backoff = backoff;
    }

    /// The waits between the tries of the batch in flight.
    Backoff backoff() {
        return backoff;
    }

    /// Adds a frame that begins at `from`, the position of its lane behind everything offered before.
    void offer(JournalFrame frame, Position from, long nowMs) {
        waiting.add(new Waiting(frame, from, nowMs));
        waitingRows += frame.rows().size();
    }

    int waitingRows() {
        return waitingRows;
    }

    /// Rows that are not stored yet, those in flight included.
    int pendingRows() {
        return waitingRows + (inFlight == null ? 0 : inFlight.rows().size());
    }

    boolean isIdle() {
        return waiting.isEmpty() && inFlight == null;
    }

    boolean isWriting() {
        return inFlight != null;
    }

    /// When the oldest waiting frame came, in the batcher's milliseconds; `Long.MAX_VALUE` where none waits.
    long oldestMs() {
        Waiting oldest = waiting.peek();
        return oldest == null ? Long.MAX_VALUE : oldest.sinceMs();
    }

    /// When the waiting rows are due; `Long.MAX_VALUE` where none wait.
    long dueMs() {
        return waiting.isEmpty()
                ? Long.MAX_VALUE
                : oldestMs() + config.interval().toMillis();
    }

    /// Whether a batch is to be taken now: enough rows or old enough, and none in flight.
    boolean isDue(long nowMs, boolean isFlushing) {
        return inFlight == null
                && !waiting.isEmpty()
                && (isFlushing || waitingRows >= config.records() || nowMs >= dueMs());
    }

    /// Takes up to `maxRecords` rows as the batch in flight.
    WriteBatch take(UUID journal) {
        RecordBatch rows = RecordBatch.of(dataset, Math.min(waitingRows, config.maxRecords()));
        Position[] from = new Position[Series.LANES];
        Position[] to = new Position[from.length];
        do {
            Waiting next = waiting.remove();
            waitingRows -= next.frame().rows().size();
            rows.copyAll(next.frame().rows());
            int lane = next.frame().lane();
            if (from[lane] == null) {
                from[lane] = next.from();
            }
            to[lane] = next.frame().end();
        } while (!waiting.isEmpty()
                && rows.size() + waiting.element().frame().rows().size() <= config.maxRecords());
        var batch = new WriteBatch(journal, rows, moves(from, to));
        inFlight = batch;
        return batch;
    }

    /// The batch in flight is stored.
    void stored() {
        inFlight = null;
        backoff.reset();
    }

    private static List<WriteBatch.Move> moves(Position[] from, Position[] to) {
        List<WriteBatch.Move> moves = new ArrayList<>();
        for (int lane = 0; lane < from.length; lane++) {
            if (from[lane] != null) {
                moves.add(new WriteBatch.Move(lane, from[lane], to[lane]));
            }
        }
        return moves;
    }
}
