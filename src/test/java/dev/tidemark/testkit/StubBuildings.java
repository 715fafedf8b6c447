package dev.tidemark.testkit;

import dev.tidemark.cold.RowDigest;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.SourceFault;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Samples that follow from their site, point and time, so that everybody knows what there must be; ordered by time, as
/// a building's are, with the last row of a page again on the next one. Fails on demand. Thread-safe.
public final class StubBuildings implements BuildingSource {

    private static final long DAY_MS = 86_400_000L;

    private final List<String> sites;
    private final int points;
    private final int perDay;
    private final int pageRows;
    private final Map<String, List<Series>> siteToSeries = new ConcurrentHashMap<>();
    private final Set<LocalDate> emptyDays = ConcurrentHashMap.newKeySet();
    private final Queue<SourceFault> faults = new ConcurrentLinkedQueue<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile int goodPages;
    private volatile long delayMs;
    private volatile int listed = Integer.MAX_VALUE;

    /// @param perDay samples of each point; the last one in the last millisecond of the day
    public StubBuildings(List<String> sites, int points, int perDay, int pageRows) {
        this.sites = sites;
        this.points = points;
        this.perDay = perDay;
        this.pageRows = pageRows;
    }

    /// Fails the next cursors, each behind so many pages.
    public void failNext(SourceFault fault, int times, int afterPages) {
        goodPages = afterPages;
        for (int i = 0; i < times; i++) {
            faults.add(fault);
        }
    }

    /// Fails every cursor of a site from now on, or no more.
    public void fail(String site, boolean isFailing) {
        if (isFailing) {
            failing.add(site);
        } else {
            failing.remove(site);
        }
    }

    /// Has nothing of this day.
    public void empty(LocalDate day) {
        emptyDays.add(day);
    }

    /// Has what there is of this day again.
    public void fill(LocalDate day) {
        emptyDays.remove(day);
    }

    /// Lists so many points alone from now on, as those that are wanted; it gives samples of all.
    public void listOnly(int wanted) {
        listed = wanted;
    }

    /// Answers each page only after this long.
    public void slow(long ms) {
        delayMs = ms;
    }

    /// Cursors so far.
    public int opened() {
        return opened.get();
    }

    /// How many samples of a site there are on a day.
    public long rows(LocalDate day) {
        return emptyDays.contains(day) ? 0 : (long) points * perDay;
    }

    /// `point@microseconds=value` of everything of a day, sorted as text.
    public List<String> texts(String site, LocalDate day) {
        var rows = new SampleBatch(points * perDay);
        for (int n = 0; n < rows(day); n++) {
            add(rows, site, dayMs(day), n);
        }
        return HotDatabase.texts(rows).stream().sorted().toList();
    }

    /// The digest of everything of a day, point by point, as a file has it.
    public long digest(String site, LocalDate day) {
        var digest = new RowDigest();
        IntStream.range(0, points)
                .boxed()
                .sorted(Comparator.comparing(point -> series(site).get(point).symbol()))
                .forEach(point -> {
                    var rows = new SampleBatch(perDay);
                    for (int sample = 0; sample < perDay; sample++) {
                        add(rows, site, dayMs(day), sample * points + point);
                    }
                    digest.add(rows);
                });
        return digest.value();
    }

    @Override
    public Future<List<SiteFacts>> sites() {
        return Future.succeededFuture(
                sites.stream().map(site -> new SiteFacts(site, null)).toList());
    }

    @Override
    public Future<List<PointFacts>> points(String site) {
        return Future.succeededFuture(series(site).stream()
                .limit(listed)
                .map(series -> new PointFacts(series.symbol(), "kW", null, Map.of(), Set.of()))
                .toList());
    }

    @Override
    public boolean listsWantedOnly() {
        return listed < points;
    }

    @Override
    public RecordCursor samples(String site, TimeRange range) {
        opened.incrementAndGet();
        @Nullable
        SourceFault fault =
                failing.contains(site) ? new SourceFault.Unavailable("The source is down", null) : faults.poll();
        return new Pages(site, range, fault, goodPages);
    }

    private List<Series> series(String site) {
        return siteToSeries.computeIfAbsent(site, name -> {
            List<Series> all = new ArrayList<>();
            for (int point = 0; point < points; point++) {
                all.add(new Series(Dataset.SAMPLES, name, "client/" + name + "/10.0.0.1-" + point + "/value"));
            }
            return all;
        });
    }

    /// The n-th sample of a day.
    private void add(SampleBatch rows, String site, long dayMs, int n) {
        int point = n % points;
        int sample = n / points;
        long step = DAY_MS / perDay;
        long ms = sample == perDay - 1 ? DAY_MS - 1 : sample * step + point % 7;
        rows.add(
                series(site).get(point),
                (dayMs + ms) * 1_000,
                point + Math.floorDiv(dayMs, DAY_MS) * 0.25 + ms / 1024.0);
    }

    private static long dayMs(LocalDate day) {
        return day.toEpochDay() * DAY_MS;
    }

    private final class Pages implements RecordCursor {

        private final String site;
        private final TimeRange range;
        private final @Nullable SourceFault fault;
        private int pagesLeft;
        private LocalDate day;
        private int next;

        Pages(String site, TimeRange range, @Nullable SourceFault fault, int pagesLeft) {
            this.site = site;
            this.range = range;
            this.fault = fault;
            this.pagesLeft = pagesLeft;
            this.day = range.firstDay();
        }

        @Override
        public Future<Optional<RecordBatch>> next() {
            if (fault != null && pagesLeft-- <= 0) {
                return Future.failedFuture(fault);
            }
            Optional<RecordBatch> page = page();
            if (delayMs == 0) {
                return Future.succeededFuture(page);
            }
            Promise<Optional<RecordBatch>> later = Promise.promise();
            CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS).execute(() -> later.complete(page));
            return later.future();
        }

        private Optional<RecordBatch> page() {
            var rows = new SampleBatch(pageRows);
            // What lies outside of the range, on either side, is given too: whoever asks must not rely on the source.
            LocalDate end = range.endDay().plusDays(1);
            while (day.isBefore(end) && rows.size() < pageRows) {
                long all = day.isBefore(range.endDay()) ? rows(day) : Math.min(1, rows(day));
                int from = rows.isEmpty() && next > 0 ? next - 1 : next;
                int to = (int) Math.min(all, from + pageRows - rows.size());
                for (int n = from; n < to; n++) {
                    add(rows, site, dayMs(day), n);
                }
                next = Math.max(next, to);
                if (next >= all) {
                    day = day.plusDays(1);
                    next = 0;
                }
            }
            return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
