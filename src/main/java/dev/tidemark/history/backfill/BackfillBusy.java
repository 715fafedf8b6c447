package dev.tidemark.history.backfill;

/// A backfill is in progress already.
public final class BackfillBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackfillBusy(String message) {
        super(message);
    }
}
