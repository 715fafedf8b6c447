package dev.tidemark.cold.job;

import dev.tidemark.cold.audit.AuditReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One piece of work on the lake as of one moment.
///
/// @param id of this process: the first one is 1
/// @param report so far; its faults are what is wrong with the lake, or what could not be done
/// @param error why it failed; null for all other states
public record LakeJob(
        long id,
        Kind kind,
        State state,
        Instant started,
        @Nullable Instant ended,
        AuditReport report,
        @Nullable String error) {

    /// What is to be done.
    public enum Kind {
        /// Make months.
        COMPACT,
        /// Read files back.
        VERIFY,
        /// Compare bucket and manifest, and read a few files back on the days behind the start.
        RECONCILE,
        /// Make the manifest again from the bucket.
        REBUILD
    }

    /// How it stands.
    public enum State {
        RUNNING,
        COMPLETED,
        FAILED
    }

    LakeJob with(AuditReport now) {
        return new LakeJob(id, kind, state, started, ended, now, error);
    }

    LakeJob ended(Instant at, AuditReport last) {
        return new LakeJob(id, kind, State.COMPLETED, started, at, last, null);
    }

    LakeJob failed(Instant at, String why) {
        return new LakeJob(id, kind, State.FAILED, started, at, report, why);
    }
}
