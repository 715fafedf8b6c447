package dev.tidemark.http.archive;

import dev.tidemark.cold.archive.ArchiveJobs;
import dev.tidemark.cold.archive.RunReport;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// `GET /archive/runs/{id}`: one run and its days, those that failed first.
public final class ShowArchiveRunHandler implements Handler<RoutingContext> {

    private static final int MAX_DAYS = 1_000;

    private final ArchiveJobs jobs;

    public ShowArchiveRunHandler(ArchiveJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void handle(RoutingContext ctx) {
        long id = QueryParameters.number("id", String.valueOf(ctx.pathParam("id")), 1, Long.MAX_VALUE);
        Answers.when(ctx, jobs.find(id).compose(found -> withDays(found.orElseThrow(() -> unknown(id)))));
    }

    private Future<JsonObject> withDays(RunReport run) {
        return jobs.days(run.id(), MAX_DAYS).map(days -> {
            var all = new JsonArray();
            days.forEach(day -> all.add(ArchiveJson.of(day)));
            return ArchiveJson.of(run).put("days", all);
        });
    }

    private static RuntimeException unknown(long id) {
        return Problem.of(ProblemKind.NOT_FOUND, "Expected the id of a run, as in /archive/runs, was " + id)
                .asException();
    }
}
