package dev.tidemark.market;

import java.util.Locale;

/// The kind of a record. The code is written to disk and never changes its meaning.
public enum Dataset {
    /// Ticker or quote updates.
    TICKS(1),
    /// Executed trades.
    TRADES(2),
    /// Candles, imported or made from ticks and trades.
    CANDLES(3),
    /// Readings of building sensors: source is the site, symbol the point.
    SAMPLES(4);

    private final byte code;

    Dataset(int code) {
        this.code = (byte) code;
    }

    /// The dataset's number in journal frames.
    public byte code() {
        return code;
    }

    /// The name used in table names, paths and metrics: `ticks`, `trades`, `candles`, `samples`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the dataset with this code, or throws [IllegalArgumentException] for a code never assigned.
    public static Dataset ofCode(int code) {
        for (Dataset dataset : values()) {
            if (dataset.code == code) {
                return dataset;
            }
        }
        throw new IllegalArgumentException("Expected a dataset code of 1 to 4, was " + code);
    }
}
