package dev.tidemark.history;

import dev.tidemark.history.BuildingSource.PointFacts;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which points of sites are wanted. Each site is asked for its points once, and what they measure is remembered.
/// Thread-safe.
public final class WantedPoints {

    private static final Logger LOG = LoggerFactory.getLogger(WantedPoints.class);

    private final BuildingSource source;
    private final KnownPoints known;
    private final InstantSource clock;
    private final Map<String, Future<Predicate<String>>> siteToWanted = new ConcurrentHashMap<>();

    public WantedPoints(BuildingSource source, KnownPoints known, InstantSource clock) {
        this.source = source;
        this.known = known;
        this.clock = clock;
    }

    /// Says of a point's name whether its samples are wanted. Samples are worth having without their units: only
    /// where nobody else knows which points are wanted does it fail with what was wrong, and is asked again by the
    /// next.
    public Future<Predicate<String>> of(String site) {
        return siteToWanted.computeIfAbsent(site, this::ask).onFailure(failure -> siteToWanted.remove(site));
    }

    private Future<Predicate<String>> ask(String site) {
        Future<List<PointFacts>> points = source.points(site);
        return points.compose(found -> known.describe(site, found, clock.instant()))
                .map(added -> wanted(points.result()))
                .recover(failure -> {
                    LOG.warn("The points of {} are not known: {}", site, failure.getMessage());
                    return source.listsWantedOnly()
                            ? Future.failedFuture(failure)
                            : Future.succeededFuture(point -> true);
                });
    }

    private Predicate<String> wanted(List<PointFacts> points) {
        return source.listsWantedOnly()
                ? points.stream().map(PointFacts::name).collect(Collectors.toUnmodifiableSet())::contains
                : point -> true;
    }
}
