package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.FrameClock;
import dev.tidemark.exchange.FrameDecoder;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one connection's messages: rows into the outbox, everything else to the watches and the counts.
final class FrameReader {

    private final CollectorContext context;
    private final int connection;
    private final SeriesNames names;
    private final FrameDecoder decoder;
    private final FrameClock clock;
    private final SubscriptionWatch subscriptions;
    private final SeriesLedger ledger;
    private final Outbox outbox;
    private final HeardHandler heardHandler;
    private final SequenceWatch sequence = new SequenceWatch();
    private final ClockSkew skew = new ClockSkew();
    private final Intake aside = new Intake();
    private final DeliveredBefore.@Nullable View redelivered;
    private boolean isOverlapping;
    private long readUs;

    /// Hears what concerns the connection as a whole.
    interface HeardHandler {
        void heard(Heard what);
    }

    /// What a reader is built upon, beside its context.
    record Parts(SubscriptionWatch subscriptions, SeriesLedger ledger, Outbox outbox, SeriesNames names) {}

    FrameReader(CollectorContext context, int connection, Parts parts, HeardHandler heardHandler) {
        this.context = context;
        this.connection = connection;
        this.names = parts.names();
        this.decoder = context.exchange().decoder(names);
        this.clock = context.options().frameClock();
        this.subscriptions = parts.subscriptions();
        this.ledger = parts.ledger();
        this.outbox = parts.outbox();
        this.heardHandler = heardHandler;
        this.redelivered = context.filter() == null ? null : context.filter().view();
    }

    /// Whether another connection has the same subscriptions, so that ticks may come twice.
    void overlapping(boolean value) {
        isOverlapping = value;
    }

    /// How far the venue's clock is ahead; null before the first record with a time.
    @Nullable
    Long clockSkewMs() {
        return skew.millis();
    }

    /// Notes that the socket is being read; the messages that follow came at this time.
    void readAt(long us) {
        readUs = us;
    }

    /// Reads one complete message; returns whether it held a record.
    boolean read(byte[] message, int offset, int length, String connectionName) {
        context.totals().frames++;
        long receivedUs = clock.receivedUs(message, offset, length, readUs);
        int prefix = clock.prefixLength(message, offset, length);
        int start = offset + prefix;
        context.options().tap().received(connectionName, receivedUs, message, start, length - prefix);
        boolean isFiltered = isOverlapping || redelivered != null;
        Intake into = isFiltered ? aside : outbox.filling();
        int ticksBefore = into.ticks().size();
        int tradesBefore = into.trades().size();
        int marksBefore = into.trades().marks().size();
        decode(message, start, length - prefix, receivedUs, into);
        hear(into, receivedUs);
        boolean hasData = into.ticks().size() > ticksBefore || into.trades().size() > tradesBefore;
        noteTrades(into.trades(), tradesBefore, marksBefore);
        noteTicks(into.ticks(), ticksBefore);
        if (isFiltered) {
            moveAside();
        }
        outbox.touched();
        return hasData;
    }

    private void decode(byte[] message, int offset, int length, long receivedUs, Intake into) {
        try {
            decoder.decode(message, offset, length, receivedUs, into);
        } catch (RuntimeException bug) {
            // Decoders are total by contract. One that breaks it must not take the socket and its neighbours with it.
            into.heard(new Heard.Malformed("decoder failed: " + bug));
        }
    }

    private void hear(Intake into, long receivedUs) {
        SequenceWatch.Lost lost = sequence.next(into.connectionSequence());
        if (lost != null) {
            context.totals().lostFrames += lost.to() - lost.from() + 1;
            into.trades().mark(new FeedMark.LostFrames(names.connection(), lost.from(), lost.to(), receivedUs));
        }
        for (Heard what : into.heard()) {
            heardHandler.heard(what);
        }
        for (String reason : into.refusals()) {
            context.totals().refused.count(reason);
        }
        into.clearNotices();
    }

    private void noteTrades(TradeBatch trades, int rowsBefore, int marksBefore) {
        ledger.trades(trades, rowsBefore);
        List<FeedMark> marks = trades.marks();
        if (marks.size() > marksBefore) {
            marks.subList(marksBefore, marks.size()).removeIf(mark -> !ledger.isNews(mark));
        }
        Series last = null;
        for (int row = rowsBefore; row < trades.size(); row++) {
            Series series = trades.series(row);
            if (last == null || !series.equals(last)) {
                subscriptions.data(subscriptions.find(series), readUs);
                last = series;
            }
            skew.note(trades.timeUs(row), trades.receivedUs(row));
        }
        context.totals().trades += trades.size() - rowsBefore;
    }

    private void noteTicks(TickBatch ticks, int before) {
        String worker = context.options().workerId();
        boolean isDelivered = ticks != aside.ticks();
        Series last = null;
        SeriesLedger.Entry entry = null;
        for (int row = before; row < ticks.size(); row++) {
            Series series = ticks.series(row);
            if (last == null || entry == null || !series.equals(last)) {
                subscriptions.data(subscriptions.find(series), readUs);
                last = series;
                entry = ledger.entry(series);
            }
            skew.note(ticks.timeUs(row), ticks.receivedUs(row));
            if (worker != null) {
                ticks.workerId(row, worker);
            }
            if (isDelivered) {
                entry.deliver(connection, ticks.sequence(row));
            }
        }
        context.totals().ticks += ticks.size() - before;
    }

    /// Moves what is wanted of a message that was read aside to the outbox, and counts the rest as duplicates.
    private void moveAside() {
        Intake out = outbox.filling();
        TradeBatch trades = aside.trades();
        for (int row = 0; row < trades.size(); row++) {
            out.trades().copyRow(trades, row);
        }
        trades.marks().forEach(out.trades()::mark);
        TickBatch ticks = aside.ticks();
        for (int row = 0; row < ticks.size(); row++) {
            if (admits(ticks, row)) {
                out.ticks().copyRow(ticks, row);
            } else {
                context.totals().ticks--;
                context.totals().duplicates++;
            }
        }
        aside.clear();
    }

    private boolean admits(TickBatch ticks, int row) {
        Series series = ticks.series(row);
        if (redelivered != null && !redelivered.admits(series, ticks.receivedUs(row))) {
            return false;
        }
        boolean isFirst = ledger.entry(series).deliver(connection, ticks.sequence(row));
        return isFirst || !isOverlapping;
    }
}
