package dev.tidemark.cold.parquet.read;

/// What reading may take at once.
///
/// @param requests to the object store at the same time, over all queries
/// @param waiting requests that may wait for their turn; one more fails
/// @param cacheBytes of row groups that are kept as they were fetched; 0 keeps none
/// @param scanBytes of one request where whole files are read
public record ReadLimits(int requests, int waiting, long cacheBytes, int scanBytes) {

    public static final ReadLimits DEFAULT = new ReadLimits(64, 20_000, 32L << 20, 2 << 20);

    /// For a folder, of which the operating system keeps what has been read.
    public static final ReadLimits UNCACHED = new ReadLimits(64, 20_000, 0, 2 << 20);

    /// For a month of whole files side by side, of each of which some requests are in memory at once.
    public static final ReadLimits SIDE_BY_SIDE = new ReadLimits(64, 20_000, 0, 256 << 10);

    public ReadLimits {
        if (requests < 1 || waiting < 0 || cacheBytes < 0 || scanBytes < 1) {
            throw new IllegalArgumentException("Expected limits above zero, was " + requests + ", " + waiting + ", "
                    + cacheBytes + ", " + scanBytes);
        }
    }
}
