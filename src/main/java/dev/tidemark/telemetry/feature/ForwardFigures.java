package dev.tidemark.telemetry.feature;

import dev.tidemark.forward.ForwardStats;
import dev.tidemark.telemetry.Figures;
import dev.tidemark.telemetry.MetricNames;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Forwarding to another Tidemark.
public final class ForwardFigures implements Consumer<Figures> {

    private final Supplier<ForwardStats> stats;

    /// @param stats answers at once, from any thread
    public ForwardFigures(Supplier<ForwardStats> stats) {
        this.stats = stats;
    }

    @Override
    public void accept(Figures figures) {
        ForwardStats now = stats.get();
        figures.counter(MetricNames.FORWARDED, now.accepted(), "outcome", "accepted");
        figures.counter(MetricNames.FORWARDED, now.refused(), "outcome", "refused");
        figures.gauge(MetricNames.FORWARD_UP, now.isBackingOff() ? 0 : 1);
    }

    /// As in `/status`.
    public JsonObject json() {
        ForwardStats now = stats.get();
        return new JsonObject()
                .put("state", now.isBackingOff() ? "backing off" : "sending")
                .put("accepted", now.accepted())
                .put("refused", now.refused())
                .put("last_error", now.lastError());
    }
}
