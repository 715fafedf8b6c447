package dev.tidemark.http.archive;

import dev.tidemark.cold.archive.DayReport;
import dev.tidemark.cold.archive.DayReport.StepTimes;
import dev.tidemark.cold.archive.RunReport;
import dev.tidemark.cold.archive.RunReport.Totals;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// Runs and their days as JSON.
final class ArchiveJson {

    private ArchiveJson() {}

    static JsonObject of(RunReport run) {
        Totals totals = run.totals();
        return new JsonObject()
                .put("run_id", run.id())
                .put("reason", label(run.reason()))
                .put("status", label(run.state()))
                .put("started", run.started().toString())
                .put("ended", run.ended() == null ? null : run.ended().toString())
                .put("days_total", totals.planned())
                .put("days_published", totals.published())
                .put("days_failed", totals.failed())
                .put("rows", totals.rows())
                .put("bytes", totals.bytes())
                .put("tables_dropped", totals.dropped())
                .put("error", run.error());
    }

    static JsonObject of(DayReport day) {
        StepTimes times = day.times();
        return new JsonObject()
                .put("dataset", day.day().dataset().label())
                .put("partition", day.day().partition().name())
                .put("day", day.day().day().toString())
                .put("outcome", label(day.outcome()))
                .put("key", day.key())
                .put("rows", day.rows())
                .put("bytes", day.bytes())
                .put(
                        "ms",
                        new JsonObject()
                                .put("seal", times.sealMs())
                                .put("write", times.writeMs())
                                .put("upload", times.uploadMs())
                                .put("verify", times.verifyMs())
                                .put("publish", times.publishMs()))
                .put("error", day.error());
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
