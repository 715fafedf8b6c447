package dev.tidemark.http.archive;

import dev.tidemark.cold.archive.ArchiveOrder;
import dev.tidemark.cold.audit.FileCheck.Range;
import dev.tidemark.cold.job.LakeJob;
import dev.tidemark.cold.job.LakeJobs;
import dev.tidemark.cold.job.LakeOrder;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// `POST /archive/verify`, `/archive/compact`, `/archive/rebuild-manifest`: begins a job, which goes on by itself; 409
/// while there is one.
public final class StartLakeJobHandler implements Handler<RoutingContext> {

    private final LakeJob.Kind kind;
    private final LakeJobs jobs;
    private final BodyReader bodies;

    public StartLakeJobHandler(LakeJob.Kind kind, LakeJobs jobs, BodyReader bodies) {
        this.kind = kind;
        this.jobs = jobs;
        this.bodies = bodies;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonObject query = ArchiveRequest.ofQuery(new QueryParameters(ctx, names()));
        bodies.read(ctx)
                .map(body -> order(ArchiveRequest.parse(body, query, names())))
                .compose(jobs::begin)
                .onSuccess(job -> answer(ctx, job))
                .onFailure(ctx::fail);
    }

    /// What may be said about a job of this kind.
    private Set<String> names() {
        return switch (kind) {
            case VERIFY -> Set.of("dataset", "from", "to");
            case REBUILD -> Set.of("force");
            case COMPACT, RECONCILE -> Set.of();
        };
    }

    private LakeOrder order(ArchiveOrder said) {
        return new LakeOrder(kind, new Range(said.dataset(), said.from(), said.to()), said.isForced(), 0);
    }

    private static void answer(RoutingContext ctx, LakeJob job) {
        String path = "/archive/jobs/" + job.id();
        ctx.response().putHeader("Location", path);
        Answers.json(
                ctx,
                202,
                new JsonObject()
                        .put("status", "started")
                        .put("job_id", job.id())
                        .put("job", path));
    }
}
