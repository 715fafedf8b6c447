package dev.tidemark.http.operate;

import dev.tidemark.http.wire.Answers;
import dev.tidemark.telemetry.HealthModel;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/// `GET /health`, `/health/live` and `/health/ready`: 200 or 503, and why. Touches no database.
public final class CheckHealthHandler implements Handler<RoutingContext> {

    private final Supplier<HealthModel.Answer> check;

    public CheckHealthHandler(Supplier<HealthModel.Answer> check) {
        this.check = check;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HealthModel.Answer answer = check.get();
        Answers.json(ctx, answer.isUp() ? 200 : 503, answer.body());
    }
}
