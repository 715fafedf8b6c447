package dev.tidemark.query.reduce;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One number out of the values of a bucket.
public enum Aggregate {
    AVG,
    MIN,
    MAX,
    SUM,
    COUNT,
    FIRST,
    LAST,
    /// Of a sample: divided by n − 1. Not known of a single value.
    STDDEV,
    /// The median, between two values where their number is even.
    P50,
    P95;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether all values must be kept until the bucket ends.
    boolean needsValues() {
        return this == P50 || this == P95;
    }

    public static Optional<Aggregate> ofLabel(String label) {
        return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
    }
}
