package dev.tidemark.cold.archive;

/// The archiver is to end: the day is left as it is, and the next run goes on with it.
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped() {
        super("The archiver was stopped", null, false, false);
    }
}
