package dev.tidemark.recording;

/// How fast a recording is played.
///
/// @param factor 1 for as it was, 10 for ten times as fast, infinite for as fast as the reader takes it
public record ReplaySpeed(double factor) {

    /// As it was recorded.
    public static final ReplaySpeed AS_RECORDED = new ReplaySpeed(1);
    /// As fast as the reader takes it.
    public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);

    public ReplaySpeed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("Expected a speed above 0 or max, was " + factor);
        }
    }

    /// Reads `max` or a number. Fails with [IllegalArgumentException].
    public static ReplaySpeed parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return MAX;
        }
        try {
            return new ReplaySpeed(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected a speed above 0 or max, was " + text, e);
        }
    }

    boolean isMax() {
        return Double.isInfinite(factor);
    }

    /// How long after the first frame a frame recorded `recordedUs` after it is due, in nanoseconds.
    long dueNanos(long recordedUs) {
        return isMax() ? 0 : (long) (recordedUs * 1_000.0 / factor);
    }
}
