package dev.tidemark.http.series;

import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.hot.SampleCatalog.Coverage;
import dev.tidemark.hot.SampleCatalog.Day;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// `GET /sites/{site}/coverage`: of each day the share of the expected samples that is there.
///
/// Expected are a sample of each point in each interval; of today only up to now. The interval is asked for, or the
/// usual one of the newest samples, or the one that the fullest day would have.
public final class ShowCoverageHandler implements Handler<RoutingContext> {

    private static final int MAX_DAYS = 366;
    private static final int DEFAULT_DAYS = 30;
    private static final long DAY_S = 86_400;

    private final SampleCatalog catalog;
    private final InstantSource clock;

    public ShowCoverageHandler(SampleCatalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var parameters = new QueryParameters(ctx, Set.of("from", "to", "interval"));
        Instant now = clock.instant();
        LocalDate tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        LocalDate to = day(parameters, "to", tomorrow);
        LocalDate from = day(parameters, "from", to.minusDays(DEFAULT_DAYS));
        if (!from.isBefore(to) || from.plusDays(MAX_DAYS).isBefore(to)) {
            throw Problem.parameter("from", "Expected 1 to " + MAX_DAYS + " days, was " + from + " to " + to)
                    .asException();
        }
        int asked = (int) parameters.number("interval", 1, DAY_S, 0);
        String site = Objects.requireNonNull(ctx.pathParam("site"), "Expected a route with a site");
        Answers.when(
                ctx,
                catalog.coverage(site, from, to)
                        .compose(found -> found(site, found))
                        .map(coverage -> json(site, coverage, asked > 0 ? asked : coverage.expectedIntervalS(), now)));
    }

    private static Future<Coverage> found(String site, Optional<Coverage> coverage) {
        return coverage.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(UnknownSite.problem(site)));
    }

    private static JsonObject json(String site, Coverage coverage, double intervalS, Instant now) {
        var days = new JsonArray();
        for (Day day : coverage.days()) {
            double share = coverage.share(day, intervalS, now);
            days.add(new JsonObject()
                    .put("day", day.day().toString())
                    .put("rows", day.rows())
                    .put("expected", coverage.expected(day, intervalS, now))
                    .put("share", Math.round(share * 10_000) / 10_000.0)
                    .put("source", day.isCold() ? "cold" : day.rows() > 0 ? "hot" : "none")
                    .put("estimated", day.isEstimate()));
        }
        return new JsonObject()
                .put("site", site)
                .put("points", coverage.points())
                .put("interval_s", intervalS)
                .put("days", days);
    }

    private static LocalDate day(QueryParameters parameters, String name, LocalDate absent) {
        String text = parameters.text(name);
        try {
            return text == null ? absent : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.parameter(name, "Expected a day as in 2026-11-23, was something else")
                    .asException();
        }
    }
}
