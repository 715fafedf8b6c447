package dev.tidemark.query;

import dev.tidemark.cursor.InTurn;
import dev.tidemark.cursor.MergeCursor;
import dev.tidemark.hot.Snapshots.Snapshot;
import io.vertx.core.Future;

/// One go at an answer: a snapshot, what was planned in it, and the rows.
record Run(Snapshot snapshot, InTurn turns, Plan plan, MergeCursor rows) {

    /// The snapshot ends as soon as nothing is read from it any more: it holds a connection that others wait for,
    /// and a bucket may take its time with the files that were asked for.
    Future<Void> close() {
        Future<Void> closed = rows.close();
        Future<Void> freed = turns.then(snapshot::close);
        return Future.join(closed, freed).mapEmpty();
    }
}
