package dev.tidemark.cold.job;

import dev.tidemark.cold.audit.FileCheck.Range;

/// What is to be done.
///
/// @param range of the files to be read back
/// @param isForced whether a manifest that holds files may be replaced
public record LakeOrder(LakeJob.Kind kind, Range range, boolean isForced) {

    public static LakeOrder of(LakeJob.Kind kind) {
        return new LakeOrder(kind, Range.ALL, false);
    }
}
