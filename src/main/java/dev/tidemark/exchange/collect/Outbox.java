package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Intake;
import dev.tidemark.journal.Journal;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows on their way from one connection to the journal.
///
/// The rows of all messages of one socket read are appended together: the first row schedules the flush behind what
/// the event loop is doing now. While several appends are under way the next rows gather, so that a slow journal gets
/// larger batches rather than more of them. What a full journal refuses is kept and offered again, in order, after
/// the time that it asks for. Confined to one event loop; the journal copies a batch before `append` returns, so
/// intakes are used again once their rows are durable.
final class Outbox {

    private static final int MAX_APPENDS = 16;
    private static final int MAX_SPARE = 4;

    /// Who wants to know.
    interface Owner {

        /// Room was made or used up: look whether the socket is to be read.
        void creditChanged();

        /// The journal takes nothing more, and these rows are lost to it.
        void journalStopped(Throwable fault, int rows);
    }

    /// One batch of an intake, until it is durable.
    private record Parcel(Load load, RecordBatch batch, int rows) {}

    /// An intake whose batches are under way.
    private static final class Load {
        private final Intake intake;
        private int parcels;

        private Load(Intake intake) {
            this.intake = intake;
        }
    }

    private final Vertx vertx;
    private final Journal journal;
    private final Owner owner;
    private final Deque<Intake> spare = new ArrayDeque<>();
    private final List<Parcel> held = new ArrayList<>();
    private Intake filling = new Intake();
    private boolean isFlushScheduled;
    private int appends;
    private int rowsAppended;
    private @Nullable Promise<Void> drained;

    Outbox(Vertx vertx, Journal journal, Owner owner) {
        this.vertx = vertx;
        this.journal = journal;
        this.owner = owner;
    }

    /// What the next message is read into. To be asked for anew with every message.
    Intake filling() {
        return filling;
    }

    /// Sees to it that what was read into [#filling] is appended once the present socket read is through.
    void touched() {
        if (!isFlushScheduled && size(filling) > 0) {
            isFlushScheduled = true;
            vertx.getOrCreateContext().runOnContext(ignored -> {
                isFlushScheduled = false;
                flush();
            });
        }
    }

    /// Records read and not yet durable.
    int inFlight() {
        return rowsAppended + size(filling);
    }

    /// Whether the journal was full when it was last asked.
    boolean isHeld() {
        return !held.isEmpty();
    }

    /// Completes once nothing is on its way.
    Future<Void> drained() {
        Promise<Void> promise = drained == null ? Promise.promise() : drained;
        drained = promise;
        flush();
        completeIfDrained();
        return promise.future();
    }

    private static int size(Intake intake) {
        return intake.ticks().size() + rows(intake.trades());
    }

    private static int rows(RecordBatch batch) {
        return batch instanceof TradeBatch trades
                ? trades.size() + trades.marks().size()
                : batch.size();
    }

    private void flush() {
        int rows = size(filling);
        if (rows == 0 || appends >= MAX_APPENDS || isHeld()) {
            return;
        }
        var load = new Load(filling);
        Intake next = spare.poll();
        filling = next == null ? new Intake() : next;
        rowsAppended += rows;
        var parcels = parcels(load);
        load.parcels = parcels.size();
        parcels.forEach(this::append);
    }

    private static List<Parcel> parcels(Load load) {
        var parcels = new ArrayList<Parcel>(2);
        for (RecordBatch batch : List.of(load.intake.ticks(), load.intake.trades())) {
            if (!batch.isEmpty()) {
                parcels.add(new Parcel(load, batch, rows(batch)));
            }
        }
        return parcels;
    }

    private void append(Parcel parcel) {
        appends++;
        journal.append(parcel.batch()).onComplete(answer -> answered(parcel, answer));
    }

    private void answered(Parcel parcel, AsyncResult<?> answer) {
        appends--;
        if (answer.succeeded()) {
            done(parcel);
        } else if (answer.cause() instanceof JournalFault.Full full) {
            hold(parcel, full.retryAfter());
        } else {
            done(parcel);
            owner.journalStopped(answer.cause(), parcel.rows());
        }
        flush();
        owner.creditChanged();
        completeIfDrained();
    }

    private void done(Parcel parcel) {
        rowsAppended -= parcel.rows();
        Load load = parcel.load();
        if (--load.parcels == 0 && spare.size() < MAX_SPARE) {
            load.intake.clear();
            spare.add(load.intake);
        }
    }

    private void hold(Parcel parcel, Duration retryAfter) {
        held.add(parcel);
        if (held.size() == 1) {
            vertx.setTimer(Math.max(1, retryAfter.toMillis()), timer -> offerAgain());
        }
    }

    private void offerAgain() {
        var again = List.copyOf(held);
        held.clear();
        again.forEach(this::append);
    }

    private void completeIfDrained() {
        Promise<Void> promise = drained;
        if (promise != null && inFlight() == 0) {
            drained = null;
            promise.complete();
        }
    }
}
