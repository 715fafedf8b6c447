package dev.tidemark.telemetry.feature;

import dev.tidemark.cold.copy.CopyStats;
import dev.tidemark.cold.job.LakeJob;
import dev.tidemark.cold.job.LakeState;
import dev.tidemark.cold.part.PartStats;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The work on the lake beside the archiver in `/status`.
final class LakeStateJson {

    private LakeStateJson() {}

    static JsonObject of(LakeState state) {
        var last = new JsonObject();
        for (LakeJob.Kind kind : LakeJob.Kind.values()) {
            last.put(label(kind), job(state.lastEnded(kind)));
        }
        return new JsonObject()
                .put("parts", parts(state.parts()))
                .put("copies", copies(state.copies()))
                .put("current", job(state.current()))
                .put("last", last);
    }

    private static @Nullable JsonObject parts(@Nullable PartStats stats) {
        if (stats == null) {
            return null;
        }
        return new JsonObject()
                .put("written", stats.total().parts())
                .put("rows", stats.total().rows())
                .put("bytes", stats.total().bytes())
                .put("replaced", stats.total().retired())
                .put(
                        "last_round",
                        stats.lastRound() == null ? null : stats.lastRound().toString())
                .put("error", stats.lastError());
    }

    private static @Nullable JsonObject copies(@Nullable CopyStats stats) {
        if (stats == null) {
            return null;
        }
        return new JsonObject()
                .put("store", stats.store())
                .put("copied", stats.total().copied())
                .put("bytes", stats.total().bytes())
                .put("removed", stats.total().removed())
                .put("failed", stats.total().failed())
                .put("waiting", stats.backlog().files())
                .put("waiting_bytes", stats.backlog().bytes())
                .put(
                        "last_round",
                        stats.lastRound() == null ? null : stats.lastRound().toString())
                .put("error", stats.lastError());
    }

    private static @Nullable JsonObject job(@Nullable LakeJob job) {
        if (job == null) {
            return null;
        }
        return new JsonObject()
                .put("job_id", job.id())
                .put("kind", label(job.kind()))
                .put("status", label(job.state()))
                .put("started", job.started().toString())
                .put("ended", job.ended() == null ? null : job.ended().toString())
                .put("objects", job.report().objects())
                .put("faults", job.report().faults())
                .put("orphans", job.report().strays().orphans())
                .put("missing", job.report().strays().missing())
                .put("error", job.error());
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
