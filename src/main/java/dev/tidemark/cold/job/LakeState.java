package dev.tidemark.cold.job;

import dev.tidemark.cold.copy.CopyStats;
import dev.tidemark.cold.part.PartStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The work on the lake beside the archiver, for `/status` and the metrics.
///
/// @param parts of young days as they are written; null where none are
/// @param copies in a second store; null where none are wanted
/// @param jobs the newest first; the one under way as it stands
public record LakeState(@Nullable PartStats parts, @Nullable CopyStats copies, List<LakeJob> jobs) {

    public static final LakeState NONE = new LakeState(null, null, List.of());

    public LakeState {
        jobs = List.copyOf(jobs);
    }

    /// The job under way; null for none.
    public @Nullable LakeJob current() {
        return jobs.stream().filter(job -> job.ended() == null).findFirst().orElse(null);
    }

    /// The newest job of a kind that has ended in this process; null for none.
    public @Nullable LakeJob lastEnded(LakeJob.Kind kind) {
        return jobs.stream()
                .filter(job -> job.kind() == kind && job.ended() != null)
                .findFirst()
                .orElse(null);
    }
}
