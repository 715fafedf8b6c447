package dev.tidemark.exchange;

import dev.tidemark.market.Dataset;

/// What can be subscribed to for a symbol, in Tidemark's words; each adapter knows its venue's.
public enum Channel {
    /// Last price with best bid and ask and the day's figures.
    TICKER("ticker", Dataset.TICKS),
    /// Best bid and ask with every change of the top of the book.
    BOOK_TICKER("book-ticker", Dataset.TICKS),
    /// Every trade.
    TRADES("trades", Dataset.TRADES);

    private final String label;
    private final Dataset dataset;

    Channel(String label, Dataset dataset) {
        this.label = label;
        this.dataset = dataset;
    }

    /// The name in the configuration and in `/status`.
    public String label() {
        return label;
    }

    /// What the channel's records are.
    public Dataset dataset() {
        return dataset;
    }
}
