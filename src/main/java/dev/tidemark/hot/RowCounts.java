package dev.tidemark.hot;

import java.util.List;

/// How many rows the hot tables hold, late ones among them, counted one by one.
///
/// @param bySource every dataset
/// @param recent ticks and trades since a time, by source and symbol
public record RowCounts(List<SourceRows> bySource, List<SymbolRows> recent) {

    /// @param dataset its label
    /// @param source of samples, the site
    public record SourceRows(String dataset, String source, long rows) {}

    /// @param dataset its label
    public record SymbolRows(String dataset, String source, String symbol, long rows) {}
}
