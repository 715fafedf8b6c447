package dev.tidemark.market;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32C;

/// One stream of records that belong together: a dataset, the source it comes from and the symbol it is about.
///
/// A class and not a record because hash and lane are computed once: every record of every socket looks them up.
public final class Series {

    /// The number of virtual lanes. Fixed for ever: journal positions are stored by lane.
    public static final int LANES = 64;

    /// The longest accepted source or symbol, in characters.
    public static final int MAX_NAME_LENGTH = 256;

    private final Dataset dataset;
    private final String source;
    private final String symbol;
    private final int lane;
    private final int hash;

    public Series(Dataset dataset, String source, String symbol) {
        this.dataset = Objects.requireNonNull(dataset);
        this.source = checked("source", source);
        this.symbol = checked("symbol", symbol);
        this.lane = laneOf(dataset, source, symbol);
        this.hash = Objects.hash(dataset.code(), source, symbol);
    }

    public Dataset dataset() {
        return dataset;
    }

    /// The venue or feed, as in `coinbase`; of samples the site.
    public String source() {
        return source;
    }

    /// The instrument, `BASE/QUOTE` for currencies; of samples the point.
    public String symbol() {
        return symbol;
    }

    /// The lane, 0 to 63, that this series' records travel in, in order.
    public int lane() {
        return lane;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && hash == that.hash
                && dataset == that.dataset
                && source.equals(that.source)
                && symbol.equals(that.symbol);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return dataset.label() + ":" + source + ":" + symbol;
    }

    private static String checked(String what, String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "Expected a " + what + " of 1 to " + MAX_NAME_LENGTH + " characters, was " + name.length());
        }
        return name;
    }

    private static int laneOf(Dataset dataset, String source, String symbol) {
        // CRC32C and not hashCode(): the lane is stored, so it must not depend on a JDK.
        var crc = new CRC32C();
        crc.update(dataset.code());
        crc.update(source.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(symbol.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & (LANES - 1));
    }
}
