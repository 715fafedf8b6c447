package dev.tidemark.market;

import java.util.Locale;

/// The name of an instrument: `BASE/QUOTE` for a currency pair, any other name as the user gives it (`EURUSD`).
public final class Symbol {

    private Symbol() {}

    /// Joins a base and a quote, upper case.
    public static String pair(String base, String quote) {
        return base.toUpperCase(Locale.ROOT) + "/" + quote.toUpperCase(Locale.ROOT);
    }

    /// Reads what a person types: `btc-usd`, `BTC/USD` and `BTC_USD` are one symbol; a name without a separator
    /// stays.
    public static String parse(String text) {
        String trimmed = text.strip().toUpperCase(Locale.ROOT);
        for (int i = 1; i < trimmed.length() - 1; i++) {
            char c = trimmed.charAt(i);
            if (c == '/' || c == '-' || c == '_') {
                return trimmed.substring(0, i) + "/" + trimmed.substring(i + 1);
            }
        }
        return trimmed;
    }

    /// The part before the slash, or the whole name.
    public static String base(String symbol) {
        int slash = symbol.indexOf('/');
        return slash < 0 ? symbol : symbol.substring(0, slash);
    }

    /// The part after the slash, or the empty string.
    public static String quote(String symbol) {
        int slash = symbol.indexOf('/');
        return slash < 0 ? "" : symbol.substring(slash + 1);
    }
}
