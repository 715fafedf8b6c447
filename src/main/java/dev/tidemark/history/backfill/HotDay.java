package dev.tidemark.history.backfill;

import dev.tidemark.cold.make.Wait;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.history.backfill.DayOutcome.Kind;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.Positions;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A day through the journal, page by page. It is done once all of it is in the hot store.
///
/// At most some batches are on their way at a time, so that what is live need not wait behind a day of the past.
final class HotDay {

    private static final int BATCH_ROWS = 10_000;
    private static final int ROWS_UNDER_WAY = 50_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int LOOKS = 600;
    private static final int FULL_TRIES = 120;

    private final DayWork work;
    private final SiteDay day;
    private final TimeRange range;
    /// A row of each lane that was used. Sent once more at the end, they mark it: a lane is read in order.
    private final @Nullable Mark[] laneToMark = new Mark[Series.LANES];
    private SampleBatch batch = new SampleBatch(BATCH_ROWS);
    private long fetched;
    private long underWay;

    private record Mark(Series series, long timeUs, double value) {}

    HotDay(DayWork work, SiteDay day) {
        this.work = work;
        this.day = day;
        this.range = day.partitionDay().range();
    }

    DayOutcome run() {
        Predicate<String> wanted = Wait.on(work.points().of(day.site()));
        RecordCursor pages = work.parts().source().samples(day.site(), range);
        try {
            for (var page = Wait.on(pages.next()); page.isPresent(); page = Wait.on(pages.next())) {
                work.goOn();
                add((SampleBatch) page.get(), wanted);
                work.reached(BackfillStep.PAGE);
            }
        } finally {
            Wait.on(pages.close());
        }
        work.reached(BackfillStep.FETCHED);
        if (fetched == 0) {
            return DayOutcome.done(Kind.EMPTY, 0, 0, null);
        }
        send();
        awaitAll();
        return DayOutcome.done(Kind.HOT, fetched, fetched, null);
    }

    private void add(SampleBatch page, Predicate<String> wanted) {
        for (int row = 0; row < page.size(); row++) {
            if (range.contains(page.timeUs(row)) && wanted.test(page.series(row).symbol())) {
                batch.copyRow(page, row);
                mark(page, row);
                fetched++;
            }
            if (batch.size() == BATCH_ROWS) {
                send();
            }
        }
    }

    private void mark(SampleBatch page, int row) {
        Series series = page.series(row);
        if (laneToMark[series.lane()] == null) {
            laneToMark[series.lane()] = new Mark(series, page.timeUs(row), page.value(row));
        }
    }

    private void send() {
        if (batch.isEmpty()) {
            return;
        }
        long before = work.parts().hot().journal().stats().lastSequence();
        append(batch);
        work.reached(BackfillStep.JOURNALED);
        underWay += batch.size();
        if (underWay >= ROWS_UNDER_WAY) {
            int lane = batch.series(0).lane();
            await(stored -> stored.get(lane).sequence() > before);
            underWay = 0;
        }
        batch = new SampleBatch(BATCH_ROWS);
    }

    /// A full journal is nobody's fault, and the live sources come first.
    private void append(SampleBatch rows) {
        for (int tries = 1; ; tries++) {
            work.goOn();
            try {
                Wait.on(work.parts().hot().journal().append(rows));
                return;
            } catch (JournalFault.Full full) {
                if (tries == FULL_TRIES) {
                    throw full;
                }
                work.pause(full.retryAfter());
            }
        }
    }

    private void awaitAll() {
        long last = work.parts().hot().journal().stats().lastSequence();
        var marks = new SampleBatch(Series.LANES);
        for (@Nullable Mark mark : laneToMark) {
            if (mark != null) {
                marks.add(mark.series(), mark.timeUs(), mark.value());
            }
        }
        append(marks);
        await(stored -> {
            for (int row = 0; row < marks.size(); row++) {
                if (stored.get(marks.series(row).lane()).sequence() <= last) {
                    return false;
                }
            }
            return true;
        });
    }

    /// Looks until the hot store is that far.
    private void await(Predicate<Positions> isFarEnough) {
        for (int i = 0; i < LOOKS; i++) {
            if (isFarEnough.test(Wait.on(work.parts().hot().stored().get()))) {
                return;
            }
            work.pause(LOOK_EVERY);
        }
        throw new IllegalStateException("Expected the samples of " + day + " in the hot store within "
                + LOOK_EVERY.multipliedBy(LOOKS).toSeconds() + " s, were still on their way");
    }
}
