package dev.tidemark.telemetry.feature;

import dev.tidemark.cold.archive.ArchiveState;
import dev.tidemark.cold.archive.RunReport;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The archiver in `/status`.
public final class ArchiveStateJson {

    private ArchiveStateJson() {}

    public static JsonObject of(ArchiveState state) {
        return new JsonObject()
                .put("current", run(state.current()))
                .put("last", run(state.last()))
                .put("next", state.next() == null ? null : state.next().toString());
    }

    private static @Nullable JsonObject run(@Nullable RunReport run) {
        if (run == null) {
            return null;
        }
        return new JsonObject()
                .put("run_id", run.id())
                .put("reason", run.reason().name().toLowerCase(Locale.ROOT))
                .put("status", run.state().name().toLowerCase(Locale.ROOT))
                .put("started", run.started().toString())
                .put("ended", run.ended() == null ? null : run.ended().toString())
                .put("days_total", run.totals().planned())
                .put("days_published", run.totals().published())
                .put("days_failed", run.totals().failed())
                .put("rows", run.totals().rows())
                .put("error", run.error());
    }
}
