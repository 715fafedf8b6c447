package dev.tidemark.telemetry.building;

import dev.tidemark.history.BackfillCounters;
import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.history.backfill.schedule.HoleState;
import dev.tidemark.telemetry.Figures;
import dev.tidemark.telemetry.MetricNames;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The backfill and its schedule, as `/status` and `/metrics` tell them.
public final class BackfillFigures implements Consumer<Figures> {

    private final Supplier<Optional<BackfillReport>> newest;
    private final Supplier<HoleState> holes;
    private final BackfillCounters counters;

    /// @param newest the newest backfill, and
    /// @param holes the search for days that lack samples: both at once, from any thread
    public BackfillFigures(
            Supplier<Optional<BackfillReport>> newest, Supplier<HoleState> holes, BackfillCounters counters) {
        this.newest = newest;
        this.holes = holes;
        this.counters = counters;
    }

    @Override
    public void accept(Figures figures) {
        counters.days()
                .forEach((outcome, days) -> figures.counter(MetricNames.BACKFILL_DAYS, days, "outcome", outcome));
        figures.counter(MetricNames.BACKFILL_RECORDS, counters.records());
        boolean isRunning =
                newest.get().filter(it -> it.state() == State.IN_PROGRESS).isPresent();
        figures.gauge(MetricNames.BACKFILL_RUNNING, isRunning ? 1 : 0);
        HoleState now = holes.get();
        if (now.last() != null) {
            figures.gauge(MetricNames.BACKFILL_HOLES, now.found());
        }
    }

    /// As in `/status`.
    public JsonObject json() {
        HoleState now = holes.get();
        var schedule = new JsonObject()
                .put("next", text(now.next()))
                .put("last", text(now.last()))
                .put("holes", now.found())
                .put("days_begun", now.begun())
                .put("error", now.error());
        return new JsonObject()
                .put("newest", newest.get().map(BackfillFigures::json).orElse(null))
                .put("schedule", schedule);
    }

    private static JsonObject json(BackfillReport report) {
        return new JsonObject()
                .put("backfill_id", report.id())
                .put("status", report.state().name().toLowerCase(Locale.ROOT))
                .put("start_date", report.start().toString())
                .put("end_date", report.end().toString())
                .put("days_completed", report.counts().done())
                .put("days_failed", report.counts().failed())
                .put("days_total", report.counts().total())
                .put("records_processed", report.counts().rows())
                .put("started_at", report.started().toString())
                .put("last_updated", report.updated().toString())
                .put("error", report.error());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
