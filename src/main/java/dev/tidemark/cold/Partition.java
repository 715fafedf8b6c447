package dev.tidemark.cold;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;

/// What has cold files of its own: a site of the samples, a symbol (of all sources) of ticks, trades and candles.
///
/// @param name the site or the symbol, as in `BTC/USD`; never escaped
public record Partition(Dataset dataset, String name) {

    /// The partition that the records of a series belong to.
    public static Partition of(Series series) {
        return new Partition(series.dataset(), series.dataset() == Dataset.SAMPLES ? series.source() : series.symbol());
    }

    @Override
    public String toString() {
        return dataset.label() + " of " + name;
    }
}
