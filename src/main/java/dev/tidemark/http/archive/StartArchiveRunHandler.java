package dev.tidemark.http.archive;

import dev.tidemark.cold.archive.ArchiveJobs;
import dev.tidemark.cold.archive.RunReport;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// `POST /archive/run`: begins a run, which goes on by itself; 409 while there is one.
public final class StartArchiveRunHandler implements Handler<RoutingContext> {

    private final ArchiveJobs jobs;
    private final BodyReader bodies;

    public StartArchiveRunHandler(ArchiveJobs jobs, BodyReader bodies) {
        this.jobs = jobs;
        this.bodies = bodies;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonObject query = ArchiveRequest.ofQuery(new QueryParameters(ctx, ArchiveRequest.NAMES));
        bodies.read(ctx)
                .map(body -> ArchiveRequest.parse(body, query))
                .compose(jobs::begin)
                .onSuccess(run -> answer(ctx, run))
                .onFailure(ctx::fail);
    }

    private static void answer(RoutingContext ctx, RunReport run) {
        String path = "/archive/runs/" + run.id();
        ctx.response().putHeader("Location", path);
        var json = new JsonObject()
                .put("status", "started")
                .put("run_id", run.id())
                .put("run", path);
        Answers.json(ctx, 202, json);
    }
}
