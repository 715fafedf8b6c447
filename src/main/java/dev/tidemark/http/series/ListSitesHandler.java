package dev.tidemark.http.series;

import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.hot.SampleCatalog.Site;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/// `GET /sites`: which sites there are.
public final class ListSitesHandler implements Handler<RoutingContext> {

    private final SampleCatalog catalog;

    public ListSitesHandler(SampleCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void handle(RoutingContext ctx) {
        new QueryParameters(ctx, Set.of());
        Answers.when(ctx, catalog.sites().map(ListSitesHandler::json));
    }

    private static JsonObject json(List<Site> sites) {
        var all = new JsonArray();
        sites.forEach(site -> all.add(new JsonObject()
                .put("name", site.name())
                .put("points", site.points())
                .put("first", PointJson.time(site.first()))
                .put("last", PointJson.time(site.last()))
                .put("rows", site.rows())));
        return new JsonObject().put("sites", all);
    }
}
