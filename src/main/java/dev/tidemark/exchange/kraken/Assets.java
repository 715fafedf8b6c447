package dev.tidemark.exchange.kraken;

import dev.tidemark.market.Symbol;

/// Kraken's old names of two currencies: XBT is Bitcoin, XDG is Dogecoin.
final class Assets {

    private Assets() {}

    /// `XBT/USD` to `BTC/USD`; a name without a slash stays.
    static String modern(String pair) {
        return pair.indexOf('/') < 0 ? pair : modernAsset(Symbol.base(pair)) + "/" + modernAsset(Symbol.quote(pair));
    }

    /// `BTC/USD` to `XBT/USD`.
    static String old(String symbol) {
        return symbol.indexOf('/') < 0 ? symbol : oldAsset(Symbol.base(symbol)) + "/" + oldAsset(Symbol.quote(symbol));
    }

    private static String modernAsset(String asset) {
        return switch (asset) {
            case "XBT" -> "BTC";
            case "XDG" -> "DOGE";
            default -> asset;
        };
    }

    private static String oldAsset(String asset) {
        return switch (asset) {
            case "BTC" -> "XBT";
            case "DOGE" -> "XDG";
            default -> asset;
        };
    }
}
