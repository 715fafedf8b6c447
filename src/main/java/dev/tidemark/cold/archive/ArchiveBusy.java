package dev.tidemark.cold.archive;

/// A run is under way, here or in another process.
public final class ArchiveBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ArchiveBusy(String message) {
        super(message, null, false, false);
    }
}
