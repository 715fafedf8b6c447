package dev.tidemark.http.backfill;

import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.history.backfill.BackfillReport.Counts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A backfill as JSON. Every member is always there, and every number is one.
final class BackfillJson {

    private BackfillJson() {}

    static JsonObject none() {
        return json("not_started", new Counts(0, 0, 0, 0, 0, 0))
                .put("sites", new JsonArray())
                .put("message", "No backfill was begun yet.");
    }

    static JsonObject of(BackfillReport report) {
        return json(report.state().name().toLowerCase(Locale.ROOT), report.counts())
                .put("backfill_id", report.id())
                .put("start_date", report.start().toString())
                .put("end_date", report.end().toString())
                .put("current_date", text(report.current()))
                .put("started_at", report.started().toString())
                .put("last_updated", report.updated().toString())
                .put("estimated_completion", text(report.estimatedEnd()))
                .put("sites", new JsonArray(report.sites()))
                .put("message", message(report));
    }

    private static JsonObject json(String status, Counts counts) {
        return new JsonObject()
                .put("status", status)
                .putNull("backfill_id")
                .putNull("start_date")
                .putNull("end_date")
                .putNull("current_date")
                .put("days_completed", counts.done())
                .put("days_failed", counts.failed())
                .put("days_total", counts.total())
                .put("progress_percent", counts.percent())
                .put("records_processed", counts.rows())
                .put("samples_fetched", counts.fetched())
                .put("records_per_second", (double) Math.round(counts.rowsPerSecond()))
                .putNull("started_at")
                .putNull("last_updated")
                .putNull("estimated_completion");
    }

    private static String message(BackfillReport report) {
        Counts counts = report.counts();
        String days = counts.done() + " of " + counts.total() + " days are done";
        String failed = counts.failed() == 0 ? "" : ", " + counts.failed() + " failed (" + report.error() + ")";
        return switch (report.state()) {
            case IN_PROGRESS -> days + failed + ".";
            case COMPLETED -> "All " + counts.total() + " days are done and visible to queries.";
            case FAILED -> days + failed + ". Starting the same days again tries those that failed.";
            case CANCELLED -> days + failed + " and kept. Starting the same days again goes on from there.";
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
