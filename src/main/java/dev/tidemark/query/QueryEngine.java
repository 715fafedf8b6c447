package dev.tidemark.query;

import dev.tidemark.cold.ColdReader;
import dev.tidemark.cursor.InTurn;
import dev.tidemark.cursor.MergeCursor;
import dev.tidemark.hot.Snapshots;
import dev.tidemark.hot.Snapshots.Snapshot;
import io.vertx.core.Future;

/// Answers queries out of hot and cold. Thread-safe, never blocks.
///
/// Fails with [QueryFault], [dev.tidemark.hot.HotFault] or [dev.tidemark.cold.ColdFault].
public final class QueryEngine {

    private final Snapshots snapshots;
    private final ColdReader cold;
    private final QueryConfig config;

    public QueryEngine(Snapshots snapshots, ColdReader cold, QueryConfig config) {
        this.snapshots = snapshots;
        this.cold = cold;
        this.config = config;
    }

    /// Plans an answer; no file is read before its first rows are asked for. It must be closed.
    public Future<Answer> open(SeriesQuery query) {
        var counts = new TierCounts();
        return start(query, counts).map(run -> new Answer(this, query, counts, run));
    }

    /// Takes a snapshot, plans in it and begins to read.
    Future<Run> start(SeriesQuery query, TierCounts counts) {
        return snapshots
                .open(query.partition(), query.names(), query.range())
                .compose(snapshot -> start(query, counts, snapshot)
                        .recover(failure -> snapshot.close().transform(closed -> Future.failedFuture(failure))));
    }

    private Future<Run> start(SeriesQuery query, TierCounts counts, Snapshot snapshot) {
        Plan plan;
        try {
            plan = Plan.of(query, snapshot);
        } catch (QueryFault unknown) {
            return Future.failedFuture(unknown);
        }
        var turns = new InTurn();
        Future<Void> released = plan.isSettled() ? snapshot.close() : Future.succeededFuture();
        return released.map(free -> {
            var inputs = new Inputs(plan, snapshot, cold.counting(counts.reads()), turns);
            var options = new MergeCursor.Options(
                    inputs.readAhead(config.readAhead()), query.maxRows(), query.after(), counts);
            return new Run(
                    snapshot, turns, plan, new MergeCursor(query.partition().dataset(), inputs.all(), options));
        });
    }
}
