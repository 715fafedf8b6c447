package dev.tidemark.market;

/// What a record must satisfy to be stored. Whoever builds a batch asks first, refuses and counts.
public final class Plausible {

    /// 1970-01-01, exclusive: venues write the epoch itself where they have no time.
    public static final long MIN_TIME_US = 1;

    /// 2100-01-01, exclusive.
    public static final long MAX_TIME_US = 4_102_444_800_000_000L;

    private Plausible() {}

    /// Whether a time in microseconds lies in 1970–2100.
    public static boolean isTime(long timeUs) {
        return timeUs >= MIN_TIME_US && timeUs < MAX_TIME_US;
    }

    /// Whether a value is finite.
    public static boolean isValue(double value) {
        return Double.isFinite(value);
    }

    /// Whether a price is finite and above zero.
    public static boolean isPrice(double price) {
        return price > 0 && price < Double.POSITIVE_INFINITY;
    }
}
