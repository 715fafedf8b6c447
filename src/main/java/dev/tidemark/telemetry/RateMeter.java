package dev.tidemark.telemetry;

/// The rate of a counter over the last seconds, from samples of its total. Thread-safe.
final class RateMeter {

    private static final int SAMPLES = 11;
    private static final double US_PER_SECOND = 1e6;

    private final long[] atUs = new long[SAMPLES];
    private final long[] totals = new long[SAMPLES];
    private int count;

    /// Adds a sample; about one a second is expected.
    synchronized void sample(long nowUs, long total) {
        int slot = count % SAMPLES;
        atUs[slot] = nowUs;
        totals[slot] = total;
        count++;
    }

    /// Counted per second between the oldest and the newest of the last eleven samples; 0 before there are two.
    synchronized double perSecond() {
        if (count < 2) {
            return 0;
        }
        int newest = (count - 1) % SAMPLES;
        int oldest = count <= SAMPLES ? 0 : count % SAMPLES;
        double seconds = (atUs[newest] - atUs[oldest]) / US_PER_SECOND;
        long counted = totals[newest] - totals[oldest];
        return (seconds <= 0 || counted < 0) ? 0 : Math.round(counted / seconds * 10) / 10.0;
    }
}
