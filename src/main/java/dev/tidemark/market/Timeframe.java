package dev.tidemark.market;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The length of a candle.
public enum Timeframe {
    M1("1m", Duration.ofMinutes(1)),
    M5("5m", Duration.ofMinutes(5)),
    M15("15m", Duration.ofMinutes(15)),
    H1("1h", Duration.ofHours(1)),
    H4("4h", Duration.ofHours(4)),
    H12("12h", Duration.ofHours(12)),
    D1("1d", Duration.ofDays(1));

    private final String label;
    private final Duration length;

    Timeframe(String label, Duration length) {
        this.label = label;
        this.length = length;
    }

    /// The name used in tables, paths and parameters: `5m`.
    public String label() {
        return label;
    }

    public Duration length() {
        return length;
    }

    /// The timeframe of this label, if there is one.
    public static Optional<Timeframe> ofLabel(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }
}
