package dev.tidemark.history.sync;

import dev.tidemark.history.BuildingSource.PointFacts;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The points of one site: asked for now and then, and when a sample names one that is not known.
final class PointRegister {

    private static final Logger LOG = LoggerFactory.getLogger(PointRegister.class);

    private static final int MOST_STRANGERS = 100_000;

    private final String site;
    private final SyncParts parts;
    private final SyncConfig config;
    private final Set<String> known = new HashSet<>();
    private final Set<String> strangers = new HashSet<>();
    private boolean hasMet;
    private @Nullable Instant asked;

    PointRegister(String site, SyncParts parts, SyncConfig config) {
        this.site = site;
        this.parts = parts;
        this.config = config;
    }

    int size() {
        return known.size();
    }

    /// Whether samples of a point are kept. One that is not known is asked for at the next run.
    boolean takes(String point) {
        boolean isKnown = known.contains(point);
        if (!isKnown && !config.isConfiguredOnly() && strangers.size() < MOST_STRANGERS) {
            // Once for each: one that the source's own list does not have would be asked for in every run.
            hasMet |= strangers.add(point);
        }
        return isKnown || !config.isConfiguredOnly();
    }

    /// Asks for the points where it is time.
    Future<Void> refresh(Instant now) {
        boolean isDue = asked == null || !now.isBefore(asked.plus(config.pointsEvery()));
        if (!isDue && !hasMet) {
            return Future.succeededFuture();
        }
        if (isDue) {
            strangers.clear();
        }
        return parts.source()
                .points(site)
                .compose(points ->
                        parts.points().describe(site, points, now).onSuccess(added -> learn(points, added, now)))
                .mapEmpty();
    }

    private void learn(List<PointFacts> points, int added, Instant now) {
        known.clear();
        points.forEach(point -> known.add(point.name()));
        hasMet = false;
        asked = now;
        if (added > 0) {
            LOG.info("{} has {} points, {} of them new", site, points.size(), added);
        }
    }
}
