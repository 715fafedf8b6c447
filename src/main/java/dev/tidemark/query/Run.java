package dev.tidemark.query;

import dev.tidemark.cursor.InTurn;
import dev.tidemark.cursor.MergeCursor;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.Snapshots.Snapshot;
import io.vertx.core.Future;

/// One go at an answer: a snapshot, what was planned in it, and the rows.
record Run(Snapshot snapshot, InTurn turns, Plan plan, MergeCursor rows) {

    Future<Void> close() {
        RecordCursor cursor = rows;
        return cursor.close().transform(closed -> turns.then(snapshot::close));
    }
}
