package dev.tidemark.history.backfill;

/// The run is to end here; what is not done is left as it was.
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped() {
        super("The backfill was stopped");
    }
}
