package dev.tidemark.http.archive;

import dev.tidemark.cold.archive.ArchiveJobs;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// `GET /archive/runs`: the newest runs first.
public final class ListArchiveRunsHandler implements Handler<RoutingContext> {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;

    private final ArchiveJobs jobs;

    public ListArchiveRunsHandler(ArchiveJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void handle(RoutingContext ctx) {
        int limit = (int) new QueryParameters(ctx, Set.of("limit")).number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Answers.when(ctx, jobs.latest(limit).map(runs -> {
            var all = new JsonArray();
            runs.forEach(run -> all.add(ArchiveJson.of(run)));
            return new JsonObject().put("runs", all);
        }));
    }
}
