package dev.tidemark.cold.archive.rows;

/// The archiver is to end: the day is left as it is, and the next run goes on with it.
public final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Stopped() {
        super("The archiver was stopped", null, false, false);
    }
}
