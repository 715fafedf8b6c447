package dev.tidemark.history.ace;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.exchange.codec.Timestamps;
import dev.tidemark.history.SourceFault;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The readings of a site in a range, page by page.
final class SampleCursor implements RecordCursor {

    /// Enough for a year of a site with the smallest page that makes sense.
    private static final int MOST_PAGES = 10_000_000;

    private final AceClient client;
    private final String site;
    private final TimeRange range;
    private final PointNames names;
    private final Set<Long> fingerprints = new HashSet<>();
    private @Nullable PageMark mark;
    private boolean isOver;

    SampleCursor(AceClient client, String site, TimeRange range) {
        this.client = client;
        this.site = site;
        this.range = range;
        this.names = new PointNames(site);
        this.isOver = range.isEmpty();
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        if (isOver) {
            return Future.succeededFuture(Optional.empty());
        }
        int size = client.config().pageSize();
        return client.get(path(size), () -> new SamplePageReader(range, names, size))
                .compose(page -> page.isEmpty() ? end() : turned(page.get()));
    }

    @Override
    public Future<Void> close() {
        isOver = true;
        return Future.succeededFuture();
    }

    private Future<Optional<RecordBatch>> end() {
        isOver = true;
        return Future.succeededFuture(Optional.empty());
    }

    private Future<Optional<RecordBatch>> turned(SamplePage page) {
        if (page.readings() == 0) {
            return end();
        }
        if (!fingerprints.add(page.fingerprint())) {
            return garbled("another page", "one that it has served before");
        }
        if (fingerprints.size() > MOST_PAGES) {
            return garbled("at most " + MOST_PAGES + " pages", "more");
        }
        client.counters().dropped(site, page.dropped());
        isOver = !page.hasMore();
        if (!isOver && !Plausible.isTime(timeUs(page.lastTime()))) {
            return garbled("a last reading with a time, behind which the next page begins", "one without");
        }
        mark = PageMark.behind(page, mark);
        return page.rows().isEmpty() ? next() : Future.succeededFuture(Optional.of(page.rows()));
    }

    private Future<Optional<RecordBatch>> garbled(String expected, String was) {
        return Future.failedFuture(
                new SourceFault.Garbled("Expected of the source " + expected + " of " + site + ", was " + was, null));
    }

    private String path(int size) {
        String path = "/sites/" + PathPart.encode(site) + "/timeseries/paginated?start_time=" + time(range.fromUs())
                + "&end_time=" + time(range.toUs()) + "&raw_data=true&page_size=" + size;
        return mark == null ? path : path + "&cursor=" + PathPart.encode(mark.cursor());
    }

    private static String time(long us) {
        return PathPart.encode(Instant.EPOCH.plus(us, ChronoUnit.MICROS).toString());
    }

    private static long timeUs(String text) {
        return Timestamps.parse(text.toCharArray(), 0, text.length());
    }
}
