package dev.tidemark.hot.postgres.catalog;

import dev.tidemark.history.backfill.SiteDay;
import dev.tidemark.history.backfill.schedule.StoredShares;
import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.hot.SampleCatalog.Coverage;
import dev.tidemark.hot.SampleCatalog.Site;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The shares that `/sites/{site}/coverage` tells, of one site after the other.
public final class CatalogShares implements StoredShares {

    private final SampleCatalog catalog;
    private final InstantSource clock;

    public CatalogShares(SampleCatalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public Future<List<Share>> of(LocalDate from, LocalDate to) {
        return catalog.sites().compose(sites -> {
            Future<List<Share>> all = Future.succeededFuture(new ArrayList<>());
            for (Site site : sites) {
                all = all.compose(found -> of(site, from, to).map(shares -> {
                    found.addAll(shares);
                    return found;
                }));
            }
            return all;
        });
    }

    private Future<List<Share>> of(Site site, LocalDate from, LocalDate to) {
        Instant first = site.first();
        if (first == null) {
            return Future.succeededFuture(List.of());
        }
        LocalDate second = first.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        LocalDate begin = second.isAfter(from) ? second : from;
        return begin.isBefore(to)
                ? catalog.coverage(site.name(), begin, to)
                        .map(coverage ->
                                coverage.map(it -> shares(site.name(), it)).orElse(List.of()))
                : Future.succeededFuture(List.of());
    }

    private List<Share> shares(String site, Coverage coverage) {
        Instant now = clock.instant();
        double everyS = coverage.expectedIntervalS();
        return coverage.days().stream()
                .map(day -> new Share(new SiteDay(site, day.day()), coverage.share(day, everyS, now)))
                .toList();
    }
}
