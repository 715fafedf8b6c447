package dev.tidemark.hot;

/// The hot store.
///
/// @param maxSeries distinct series, beyond which new names are refused
/// @param partitionsAhead days for which partitions are made in advance
/// @param maxPartitionsPerMinute partitions made on demand; records for more days than that wait as dead letters
public record HotConfig(int maxSeries, int partitionsAhead, int maxPartitionsPerMinute) {

    public static final HotConfig DEFAULT = new HotConfig(100_000, 3, 400);
}
