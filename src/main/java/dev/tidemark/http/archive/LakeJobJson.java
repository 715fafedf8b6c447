package dev.tidemark.http.archive;

import dev.tidemark.cold.audit.AuditReport;
import dev.tidemark.cold.job.LakeJob;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// Jobs as JSON.
final class LakeJobJson {

    private LakeJobJson() {}

    static JsonObject of(LakeJob job) {
        AuditReport report = job.report();
        return new JsonObject()
                .put("job_id", job.id())
                .put("kind", job.kind().name().toLowerCase(Locale.ROOT))
                .put("status", job.state().name().toLowerCase(Locale.ROOT))
                .put("started", job.started().toString())
                .put("ended", job.ended() == null ? null : job.ended().toString())
                .put("objects", report.objects())
                .put("rows", report.rows())
                .put("bytes", report.bytes())
                .put("faults", report.faults())
                .put("orphans", report.strays().orphans())
                .put("missing", report.strays().missing())
                .put("findings", new JsonArray(report.findings()))
                .put("error", job.error());
    }
}
