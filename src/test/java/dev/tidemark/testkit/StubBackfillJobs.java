package dev.tidemark.testkit;

import dev.tidemark.history.SourceFault;
import dev.tidemark.history.backfill.BackfillBusy;
import dev.tidemark.history.backfill.BackfillJobs;
import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.history.backfill.BackfillReport.Counts;
import dev.tidemark.history.backfill.BackfillReport.State;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Takes wishes for the site `office` and never gets on with them. Thread-safe.
public final class StubBackfillJobs implements BackfillJobs {

    private final Instant now;
    private final List<Wish> wishes = new CopyOnWriteArrayList<>();
    private volatile boolean isBusy;
    private volatile State state = State.IN_PROGRESS;

    public StubBackfillJobs(Instant now) {
        this.now = now;
    }

    /// The wishes that were taken.
    public List<Wish> wishes() {
        return wishes;
    }

    public void busy(boolean busy) {
        isBusy = busy;
    }

    public void state(State other) {
        state = other;
    }

    @Override
    public Future<BackfillReport> start(Wish wish) {
        if (isBusy) {
            return Future.failedFuture(new BackfillBusy("A backfill is in progress"));
        }
        if (wish.sites().contains("nowhere")) {
            return Future.failedFuture(new SourceFault.Unknown("Expected a site of the source, was nowhere"));
        }
        wishes.add(wish);
        state = State.IN_PROGRESS;
        return Future.succeededFuture(report(wish));
    }

    @Override
    public Future<Optional<BackfillReport>> status() {
        @Nullable Wish last = wishes.isEmpty() ? null : wishes.getLast();
        return Future.succeededFuture(Optional.ofNullable(last).map(this::report));
    }

    @Override
    public Future<Optional<BackfillReport>> cancel() {
        boolean isRunning = !wishes.isEmpty() && state == State.IN_PROGRESS;
        state = isRunning ? State.CANCELLED : state;
        return isRunning ? status() : Future.succeededFuture(Optional.empty());
    }

    private BackfillReport report(Wish wish) {
        int days = (int) (wish.end().toEpochDay() - wish.start().toEpochDay()) + 1;
        return new BackfillReport(
                wishes.size(),
                wish.start(),
                wish.end(),
                List.of("office"),
                state,
                new Counts(days, 0, 0, 0, 0, 0),
                wish.start(),
                now,
                now,
                null,
                null);
    }
}
