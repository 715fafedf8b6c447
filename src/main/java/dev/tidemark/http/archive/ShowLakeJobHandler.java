package dev.tidemark.http.archive;

import dev.tidemark.cold.job.LakeJob;
import dev.tidemark.cold.job.LakeJobs;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// `GET /archive/jobs/{id}`: one job, as it stands or as it ended.
public final class ShowLakeJobHandler implements Handler<RoutingContext> {

    private final LakeJobs jobs;

    public ShowLakeJobHandler(LakeJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void handle(RoutingContext ctx) {
        long id = QueryParameters.number("id", String.valueOf(ctx.pathParam("id")), 1, Long.MAX_VALUE);
        LakeJob job = jobs.find(id)
                .orElseThrow(() -> Problem.of(
                                ProblemKind.NOT_FOUND,
                                "Expected the id of a job since the server's start, as in /archive/jobs, was " + id)
                        .asException());
        Answers.json(ctx, 200, LakeJobJson.of(job));
    }
}
