package dev.tidemark.cold;

import dev.tidemark.market.Dataset;

/// What has cold files of its own: a site of the samples, a symbol (of all sources) of ticks, trades and candles.
///
/// @param name the site or the symbol, as in `BTC/USD`; never escaped
public record Partition(Dataset dataset, String name) {

    @Override
    public String toString() {
        return dataset.label() + " of " + name;
    }
}
