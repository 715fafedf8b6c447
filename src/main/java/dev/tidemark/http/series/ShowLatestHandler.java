package dev.tidemark.http.series;

import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.hot.SampleCatalog.Point;
import dev.tidemark.hot.SampleCatalog.Wanted;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `GET /timeseries/latest`: the last sample of each point of a site.
public final class ShowLatestHandler implements Handler<RoutingContext> {

    private static final int MAX_POINTS = 100_000;

    private final SampleCatalog catalog;

    public ShowLatestHandler(SampleCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var parameters = new QueryParameters(ctx, Set.of("site_name", "point_names"));
        String site = parameters.requiredText("site_name", "north");
        List<String> names = parameters.list("point_names");
        var wanted = Wanted.of(site, names.isEmpty() ? null : names, MAX_POINTS);
        Answers.when(
                ctx,
                catalog.points(wanted)
                        .compose(points -> known(site, names, points))
                        .map(points ->
                                new JsonObject().put("site_name", site).put("samples", PointJson.latest(points))));
    }

    private static Future<List<Point>> known(String site, List<String> names, List<Point> points) {
        if (points.isEmpty() && names.isEmpty()) {
            return Future.failedFuture(UnknownSite.problem(site));
        }
        var missing = new HashSet<>(names);
        points.forEach(point -> missing.remove(point.name()));
        return missing.isEmpty()
                ? Future.succeededFuture(points)
                : Future.failedFuture(Problem.of(
                                ProblemKind.NOT_FOUND,
                                "Expected a point of " + site + ", was '"
                                        + missing.iterator().next() + "'")
                        .asException());
    }
}
