package dev.tidemark.testkit;

import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sites and points of the samples that it was given. Fails on demand. Thread-safe.
public final class InMemoryCatalog implements SampleCatalog {

    private final TreeMap<String, TreeMap<String, Point>> siteToPoints = new TreeMap<>(NameOrder.INSTANCE);
    private @Nullable RuntimeException fault;

    /// Adds samples, each point's in the order of time; other rows are passed over.
    public synchronized void add(RecordBatch rows) {
        if (!(rows instanceof SampleBatch samples)) {
            return;
        }
        for (int row = 0; row < samples.size(); row++) {
            String name = samples.series(row).symbol();
            Instant at = Instant.EPOCH.plus(samples.timeUs(row), ChronoUnit.MICROS);
            var one = new Point(name, at, at, 1, samples.value(row), null);
            siteToPoints
                    .computeIfAbsent(samples.series(row).source(), site -> new TreeMap<>(NameOrder.INSTANCE))
                    .merge(name, one, InMemoryCatalog::both);
        }
    }

    public synchronized void failWith(@Nullable RuntimeException newFault) {
        fault = newFault;
    }

    @Override
    public synchronized Future<List<Site>> sites() {
        List<Site> sites = new ArrayList<>();
        siteToPoints.forEach((site, points) -> sites.add(new Site(
                site,
                points.size(),
                points.firstEntry().getValue().first(),
                points.firstEntry().getValue().last(),
                points.values().stream().mapToLong(Point::rows).sum())));
        return fault == null ? Future.succeededFuture(sites) : Future.failedFuture(fault);
    }

    @Override
    public synchronized Future<List<Point>> points(Wanted wanted) {
        List<Point> points = siteToPoints.getOrDefault(wanted.site(), new TreeMap<>()).values().stream()
                .filter(point -> matches(point.name(), wanted))
                .limit(wanted.limit())
                .toList();
        return fault == null ? Future.succeededFuture(points) : Future.failedFuture(fault);
    }

    @Override
    public synchronized Future<Optional<Coverage>> coverage(String site, LocalDate from, LocalDate to) {
        int points = siteToPoints.getOrDefault(site, new TreeMap<>()).size();
        List<Day> days = from.datesUntil(to)
                .map(day -> new Day(day, points, false, false))
                .toList();
        var coverage = points == 0 ? Optional.<Coverage>empty() : Optional.of(new Coverage(points, null, days));
        return fault == null ? Future.succeededFuture(coverage) : Future.failedFuture(fault);
    }

    private static boolean matches(String name, Wanted wanted) {
        List<String> names = wanted.names();
        String search = wanted.search();
        String after = wanted.after();
        return (names == null || names.contains(name))
                && (search == null || name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)))
                && (after == null || NameOrder.INSTANCE.compare(name, after) > 0);
    }

    private static Point both(Point some, Point more) {
        return new Point(some.name(), some.first(), more.last(), some.rows() + more.rows(), more.latest(), null);
    }
}
