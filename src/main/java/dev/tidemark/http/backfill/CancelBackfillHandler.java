package dev.tidemark.http.backfill;

import dev.tidemark.history.backfill.BackfillJobs;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// `POST /backfill/cancel`: ends what is in progress and keeps what is done. Idempotent: the answer is how things are.
public final class CancelBackfillHandler implements Handler<RoutingContext> {

    private final BackfillJobs jobs;

    public CancelBackfillHandler(BackfillJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.when(
                ctx,
                jobs.cancel()
                        .compose(cancelled -> jobs.status())
                        .map(report -> report.map(BackfillJson::of).orElseGet(BackfillJson::none)));
    }
}
