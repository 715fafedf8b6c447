package dev.tidemark.exchange.binance;

import dev.tidemark.market.Symbol;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Binance's names of markets, which have no separator: `BTCUSDT` for `BTC/USDT`.
final class MarketNames {

    private final List<String> quotes;
    private final Map<String, String> nativeNameToSymbol;

    /// @param quotes the venue's quote currencies; the longest that fits is taken
    /// @param symbols those that are known, in Tidemark's names
    MarketNames(List<String> quotes, Collection<String> symbols) {
        this.quotes = quotes.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.nativeNameToSymbol = symbols.stream()
                .filter(symbol -> !Symbol.quote(symbol).isEmpty())
                .collect(Collectors.toUnmodifiableMap(MarketNames::nativeName, symbol -> symbol, (one, other) -> one));
    }

    static String nativeName(String symbol) {
        return Symbol.base(symbol) + Symbol.quote(symbol);
    }

    String symbol(String nativeName) {
        String known = nativeNameToSymbol.get(nativeName);
        if (known != null) {
            return known;
        }
        for (String quote : quotes) {
            if (nativeName.length() > quote.length() && nativeName.endsWith(quote)) {
                return nativeName.substring(0, nativeName.length() - quote.length()) + "/" + quote;
            }
        }
        return nativeName;
    }
}
