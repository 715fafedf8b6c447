package dev.tidemark.http.series;

import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.hot.SampleCatalog.Point;
import dev.tidemark.hot.SampleCatalog.Wanted;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /sites/{site}/points`: the points of a site, by name.
public final class ListPointsHandler implements Handler<RoutingContext> {

    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 10_000;

    private final SampleCatalog catalog;

    public ListPointsHandler(SampleCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var parameters = new QueryParameters(ctx, Set.of("search", "unit", "tag", "limit", "cursor"));
        int limit = (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        String site = Objects.requireNonNull(ctx.pathParam("site"), "Expected a route with a site");
        var wanted = new Wanted(
                site,
                null,
                parameters.text("search"),
                parameters.text("unit"),
                parameters.text("tag"),
                after(parameters.text("cursor")),
                limit + 1);
        Answers.when(
                ctx,
                catalog.points(wanted).compose(points -> known(wanted, points)).map(points -> json(points, limit)));
    }

    /// None may mean that none matches, or that nobody knows the site.
    private Future<List<Point>> known(Wanted wanted, List<Point> points) {
        boolean isCertain = !points.isEmpty()
                || (wanted.search() == null && wanted.unit() == null && wanted.tag() == null && wanted.after() == null);
        return points.isEmpty() && isCertain
                ? Future.failedFuture(UnknownSite.problem(wanted.site()))
                : isCertain ? Future.succeededFuture(points) : ifKnown(wanted.site(), points);
    }

    private Future<List<Point>> ifKnown(String site, List<Point> points) {
        return catalog.points(Wanted.of(site, null, 1))
                .compose(any -> any.isEmpty()
                        ? Future.failedFuture(UnknownSite.problem(site))
                        : Future.succeededFuture(points));
    }

    private static JsonObject json(List<Point> points, int limit) {
        boolean hasMore = points.size() > limit;
        List<Point> page = hasMore ? points.subList(0, limit) : points;
        var all = new JsonArray();
        page.forEach(point -> all.add(PointJson.listed(point)));
        return new JsonObject().put("points", all).put("next", hasMore ? next(page.getLast()) : null);
    }

    private static String next(Point last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.name().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String after(@Nullable String cursor) {
        try {
            return cursor == null ? null : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("cursor", "Expected 'next' of the page before, was something else")
                    .asException();
        }
    }
}
