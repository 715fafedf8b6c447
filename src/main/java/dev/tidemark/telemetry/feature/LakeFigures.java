package dev.tidemark.telemetry.feature;

import dev.tidemark.cold.copy.CopyStats;
import dev.tidemark.cold.job.LakeJob;
import dev.tidemark.cold.job.LakeState;
import dev.tidemark.cold.part.PartStats;
import dev.tidemark.telemetry.Figures;
import dev.tidemark.telemetry.MetricNames;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes the work on the lake beside the archiver into the metrics.
public final class LakeFigures implements Consumer<Figures> {

    private static final double MS_PER_SECOND = 1e3;

    private final Supplier<LakeState> state;

    public LakeFigures(Supplier<LakeState> state) {
        this.state = state;
    }

    @Override
    public void accept(Figures figures) {
        LakeState now = state.get();
        if (now.parts() != null) {
            parts(figures, now.parts());
        }
        if (now.copies() != null) {
            copies(figures, now.copies());
        }
        LakeJob current = now.current();
        for (LakeJob.Kind kind : LakeJob.Kind.values()) {
            String label = kind.name().toLowerCase(Locale.ROOT);
            boolean isRunning = current != null && current.kind() == kind;
            figures.gauge(MetricNames.LAKE_JOB_RUNNING, isRunning ? 1 : 0, "kind", label);
            last(figures, now.lastEnded(kind), label);
        }
    }

    /// As in `/status`.
    public JsonObject json() {
        return LakeStateJson.of(state.get());
    }

    private static void parts(Figures figures, PartStats stats) {
        figures.counter(MetricNames.PARTS, stats.total().parts(), "outcome", "written");
        figures.counter(MetricNames.PARTS, stats.total().retired(), "outcome", "replaced");
        figures.counter(MetricNames.PART_ROWS, stats.total().rows());
        figures.counter(MetricNames.PART_BYTES, stats.total().bytes());
        figures.gauge(MetricNames.PARTS_UP, stats.lastError() == null ? 1 : 0);
        if (stats.lastRound() != null) {
            figures.gauge(MetricNames.PARTS_LAST, stats.lastRound().toEpochMilli() / MS_PER_SECOND);
        }
    }

    private static void copies(Figures figures, CopyStats stats) {
        figures.counter(MetricNames.COPIES, stats.total().copied(), "outcome", "copied");
        figures.counter(MetricNames.COPIES, stats.total().removed(), "outcome", "removed");
        figures.counter(MetricNames.COPIES, stats.total().failed(), "outcome", "failed");
        figures.counter(MetricNames.COPY_BYTES, stats.total().bytes());
        figures.gauge(MetricNames.COPIES_WAITING, stats.backlog().files());
        figures.gauge(MetricNames.COPIES_UP, stats.lastError() == null ? 1 : 0);
        if (stats.lastRound() != null) {
            figures.gauge(MetricNames.COPIES_LAST, stats.lastRound().toEpochMilli() / MS_PER_SECOND);
        }
    }

    private static void last(Figures figures, @Nullable LakeJob job, String kind) {
        Instant ended = job == null ? null : job.ended();
        if (job == null || ended == null) {
            return;
        }
        figures.gauge(MetricNames.LAKE_JOB_LAST, ended.toEpochMilli() / MS_PER_SECOND, "kind", kind);
        figures.gauge(MetricNames.LAKE_JOB_UP, job.state() == LakeJob.State.COMPLETED ? 1 : 0, "kind", kind);
        figures.gauge(MetricNames.LAKE_FAULTS, job.report().faults(), "kind", kind);
        if (job.kind() == LakeJob.Kind.RECONCILE) {
            figures.gauge(MetricNames.LAKE_ORPHANS, job.report().strays().orphans());
            figures.gauge(MetricNames.LAKE_MISSING, job.report().strays().missing());
        }
    }
}
