package dev.tidemark.cold.job;

import dev.tidemark.cold.audit.FileCheck.Range;

/// What is to be done.
///
/// @param range of the files to be read back
/// @param isForced whether a manifest that holds files may be replaced
/// @param sample files drawn by lot that a comparison of bucket and manifest reads back
public record LakeOrder(LakeJob.Kind kind, Range range, boolean isForced, int sample) {

    private static final int SAMPLE = 5;

    public static LakeOrder of(LakeJob.Kind kind) {
        return new LakeOrder(kind, Range.ALL, false, 0);
    }

    /// A comparison that reads a few files back too, which may take a minute for each.
    static LakeOrder comparisonWithSample() {
        return new LakeOrder(LakeJob.Kind.RECONCILE, Range.ALL, false, SAMPLE);
    }
}
