package dev.tidemark.hot.postgres.write;

/// Whether the next trades may already be there.
///
/// ON CONFLICT halves the speed of an insert, and trades that come twice come in spells: after a reconnect, in a
/// replay. So the plain insert is used until it fails once, and again after a spell without any. Thread-safe.
final class DuplicateWatch {

    /// Batches without a duplicate until none is expected any more.
    private static final int SPELL = 16;

    private volatile int guardedLeft;

    boolean areLikely() {
        return guardedLeft > 0;
    }

    /// Notes how many rows of a batch were there already.
    void saw(int duplicates) {
        // Two writers may lose a step to one another: it is only an estimate.
        guardedLeft = duplicates > 0 ? SPELL : Math.max(0, guardedLeft - 1);
    }
}
