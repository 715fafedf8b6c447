package dev.tidemark.testkit;

import java.util.Locale;

/// Messages as Binance sends them, made from a number so that the whole feed can be told again when it is checked.
/// Prices walk; ids and sequences count from 1 for each symbol.
public final class BinanceFrames {

    private static final String[] NATIVE = {"BTCUSDT", "ETHUSDT", "XRPUSDT", "ADAUSDT", "SOLUSDT"};
    private static final String[] SYMBOLS = {"BTC/USDT", "ETH/USDT", "XRP/USDT", "ADA/USDT", "SOL/USDT"};

    private BinanceFrames() {}

    /// The number of symbols that [#trade] and [#bookTicker] go round.
    public static int symbols() {
        return SYMBOLS.length;
    }

    /// Tidemark's name of the symbol of the n-th message.
    public static String symbol(int n) {
        return SYMBOLS[n % SYMBOLS.length];
    }

    /// The trade id of the n-th trade of all, from 0.
    public static long tradeId(int n) {
        return n / SYMBOLS.length + 1L;
    }

    /// The n-th trade of all, at this time in milliseconds.
    public static String trade(int n, long atMs) {
        String name = NATIVE[n % NATIVE.length];
        return "{\"stream\":\"" + name.toLowerCase(Locale.ROOT) + "@trade\",\"data\":{\"e\":\"trade\",\"E\":"
                + (atMs + 1)
                + ",\"s\":\"" + name + "\",\"t\":" + tradeId(n) + ",\"p\":\"" + price(n) + "\",\"q\":\"0."
                + (10000 + n % 89999) + "000\",\"T\":" + atMs + ",\"m\":" + (n % 3 == 0) + ",\"M\":true}}";
    }

    /// The n-th book ticker of all.
    public static String bookTicker(int n) {
        String name = NATIVE[n % NATIVE.length];
        String price = price(n);
        return "{\"stream\":\"" + name.toLowerCase(Locale.ROOT) + "@bookTicker\",\"data\":{\"u\":" + tradeId(n)
                + ",\"s\":\"" + name + "\",\"b\":\"" + price + "\",\"B\":\"3." + (10000 + n % 89999)
                + "000\",\"a\":\"" + price.substring(0, price.length() - 1) + "1\",\"A\":\"1." + (10000 + n % 77777)
                + "000\"}}";
    }

    private static String price(int n) {
        return (60000 + n % 997) + "." + (100000 + n % 7919) + "00";
    }
}
