package dev.tidemark.http.backfill;

import dev.tidemark.history.backfill.BackfillJobs;
import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.BodyReader;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// `POST /backfill/start`: begins a backfill, which goes on by itself; 409 while one is in progress.
public final class StartBackfillHandler implements Handler<RoutingContext> {

    private final BackfillJobs jobs;
    private final BodyReader bodies;
    private final InstantSource clock;

    public StartBackfillHandler(BackfillJobs jobs, BodyReader bodies, InstantSource clock) {
        this.jobs = jobs;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext ctx) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        bodies.read(ctx)
                .map(body -> BackfillRequest.parse(body, today))
                .compose(jobs::start)
                .onSuccess(begun -> answer(ctx, begun))
                .onFailure(ctx::fail);
    }

    private static void answer(RoutingContext ctx, BackfillReport begun) {
        int left = begun.counts().total() - begun.counts().done();
        ctx.response().putHeader("Location", "/backfill/status");
        Answers.json(
                ctx,
                202,
                new JsonObject()
                        .put("status", "started")
                        .put("backfill_id", begun.id())
                        .put("start_date", begun.start().toString())
                        .put("end_date", begun.end().toString())
                        .put("estimated_days", left)
                        .put("message", message(begun, left)));
    }

    private static String message(BackfillReport begun, int left) {
        int sites = begun.sites().size();
        return (begun.counts().done() == 0 ? "Fetching " : "Going on with ") + left + " days of " + sites
                + (sites == 1 ? " site" : " sites") + ". GET /backfill/status tells how it goes.";
    }
}
