package dev.tidemark.exchange;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.Symbol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the series of a venue's symbol, so that each name is translated once. Bounded; confined to one event loop.
public final class SeriesNames {

    private static final int MAX_NAMES = 20_000;

    /// The two series that one venue symbol stands for.
    public record Pair(Series ticks, Series trades) {}

    private final Exchange exchange;
    private final Map<String, String> quoteAlias;
    private final Map<String, Pair> byNativeName = new HashMap<>();

    /// @param quoteAlias quotes to rename, as in `USDT` to `USD`; empty by default
    public SeriesNames(Exchange exchange, Map<String, String> quoteAlias) {
        this.exchange = exchange;
        this.quoteAlias = Map.copyOf(quoteAlias);
    }

    /// The series of this venue symbol; null where the name is no name, or there are too many.
    public @Nullable Pair find(String nativeName) {
        Pair known = byNativeName.get(nativeName);
        return known != null ? known : learn(nativeName);
    }

    /// The series of losses that concern a whole connection.
    public Series connection() {
        return new Series(Dataset.TRADES, exchange.venue().source(), "*");
    }

    /// Tidemark's name of a venue symbol, quote alias applied.
    public String symbol(String nativeName) {
        String symbol = exchange.symbol(nativeName);
        String alias = quoteAlias.get(Symbol.quote(symbol));
        return alias == null ? symbol : Symbol.pair(Symbol.base(symbol), alias);
    }

    private @Nullable Pair learn(String nativeName) {
        if (nativeName.isEmpty() || nativeName.length() > 64 || byNativeName.size() >= MAX_NAMES) {
            return null;
        }
        String source = exchange.venue().source();
        String symbol = symbol(nativeName);
        var pair = new Pair(new Series(Dataset.TICKS, source, symbol), new Series(Dataset.TRADES, source, symbol));
        byNativeName.put(nativeName, pair);
        return pair;
    }
}
