package dev.tidemark.http.archive;

import dev.tidemark.cold.job.LakeJobs;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// `GET /archive/jobs`: the newest jobs first.
public final class ListLakeJobsHandler implements Handler<RoutingContext> {

    private static final int MAX_LIMIT = 100;

    private final LakeJobs jobs;

    public ListLakeJobsHandler(LakeJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void handle(RoutingContext ctx) {
        long limit = new QueryParameters(ctx, Set.of("limit")).number("limit", 1, MAX_LIMIT, 20);
        var all = new JsonArray();
        jobs.latest().stream().limit(limit).forEach(job -> all.add(LakeJobJson.of(job)));
        Answers.json(ctx, 200, new JsonObject().put("jobs", all));
    }
}
