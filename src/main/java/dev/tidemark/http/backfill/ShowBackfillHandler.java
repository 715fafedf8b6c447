package dev.tidemark.http.backfill;

import dev.tidemark.history.backfill.BackfillJobs;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// `GET /backfill/status`: the newest backfill, in progress or not.
public final class ShowBackfillHandler implements Handler<RoutingContext> {

    private final BackfillJobs jobs;

    public ShowBackfillHandler(BackfillJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.when(
                ctx, jobs.status().map(report -> report.map(BackfillJson::of).orElseGet(BackfillJson::none)));
    }
}
