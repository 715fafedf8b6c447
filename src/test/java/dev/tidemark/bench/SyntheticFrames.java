package dev.tidemark.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Frames made up for the benchmark where no recording is given: prices walk, ids count, always the same from one seed.
final class SyntheticFrames {

    private static final int FRAMES = 20_000;

    private final Random random = new Random(42);
    private double price = 61_837.64;

    private SyntheticFrames() {}

    /// One recording for each adapter.
    static List<Recording> all() {
        return List.of(
                make("binance", BOOK_TICKER, BINANCE_TRADE),
                make("coinbase", COINBASE_TICKER, COINBASE_MATCH),
                make("coinbase-advanced", ADVANCED_TICKER, ADVANCED_TRADES),
                make("kraken", KRAKEN_TICKER, KRAKEN_TRADE),
                make("kraken-v1", KRAKEN_V1_TICKER, KRAKEN_V1_TRADE));
    }

    private static Recording make(String source, String... templates) {
        var made = new SyntheticFrames();
        var frames = new ArrayList<byte[]>(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            frames.add(made.next(templates[i % templates.length], i).getBytes(StandardCharsets.UTF_8));
        }
        return new Recording(source, List.copyOf(frames));
    }

    private String next(String template, int number) {
        price = Math.max(1, price + random.nextGaussian());
        return template.replace("#P", "%.2f".formatted(price))
                .replace("#Q", "%.2f".formatted(price + 0.01))
                .replace("#S", "%.8f".formatted(random.nextDouble()))
                .replace("#N", Long.toString(3_735_683_259L + number));
    }

    private static final String BOOK_TICKER = """
            {"stream":"btcusdt@bookTicker","data":{"u":#N,"s":"BTCUSDT","b":"#P000000","B":"#S","a":"#Q000000","A":"#S"}}""";
    private static final String BINANCE_TRADE = """
            {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":#N,"p":"#P000000","q":"#S","T":1723161255342,"m":true,"M":true}}""";
    private static final String COINBASE_TICKER = """
            {"type":"ticker","sequence":#N,"product_id":"BTC-USD","price":"#P","open_24h":"61026.99","volume_24h":"10973.39542777","low_24h":"60929.29","high_24h":"62283","volume_30d":"210811.57557364","best_bid":"#P","best_bid_size":"#S","best_ask":"#Q","best_ask_size":"#S","side":"sell","time":"2026-09-04T00:21:02.905270Z","trade_id":#N,"last_size":"#S"}""";
    private static final String COINBASE_MATCH = """
            {"type":"match","trade_id":#N,"maker_order_id":"27fff20b-af29-4f45-8744-56dd1ef57dc0","taker_order_id":"1da6ce16-c8da-4732-9f71-6049f4c6aaf8","side":"sell","size":"#S","price":"#P","product_id":"BTC-USD","sequence":#N,"time":"2026-09-04T00:21:03.878125Z"}""";
    private static final String ADVANCED_TICKER = """
            {"channel":"ticker","timestamp":"2026-08-09T21:05:48.298032046Z","sequence_num":#N,"events":[{"type":"update","tickers":[{"type":"ticker","product_id":"BTC-USD","price":"#P","volume_24_h":"19975.95927439","low_24_h":"60911.04","high_24_h":"62925","low_52_w":"1505","high_52_w":"64955.9","price_percent_chg_24_h":"0.02501394006035","best_bid":"#P","best_ask":"#Q","best_bid_quantity":"#S","best_ask_quantity":"#S"}]}]}""";
    private static final String ADVANCED_TRADES = """
            {"channel":"market_trades","timestamp":"2026-08-09T21:05:48.251397169Z","sequence_num":#N,"events":[{"type":"update","trades":[{"product_id":"BTC-USD","trade_id":"#N","price":"#P","size":"#S","time":"2026-08-09T21:05:48.167634Z","side":"SELL"}]}]}""";
    private static final String KRAKEN_TICKER = """
            {"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","bid":#P,"bid_qty":#S,"ask":#Q,"ask_qty":#S,"last":#P,"volume":4696.17832496,"vwap":60044.4,"low":60949.6,"high":62288.1,"change":166.6,"change_pct":0.41,"trades":145275,"timestamp":"2026-09-04T00:21:20.217476Z"}]}""";
    private static final String KRAKEN_TRADE = """
            {"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"buy","price":#P,"qty":#S,"ord_type":"limit","trade_id":#N,"timestamp":"2026-09-04T00:21:20.564568Z"}]}""";
    private static final String KRAKEN_V1_TICKER = """
            [1668,{"a":["#Q",35,"#S"],"b":["#P",185,"#S"],"c":["#P","#S"],"v":["26560.85364463","72035.05488104"],"p":["61529.003","61734.728"],"t":[640,1353],"l":["61021.8","61021.8"],"h":["61942.0","62211.2"],"o":["61804.0","61428.3"]},"ticker","XBT/USD"]""";
    private static final String KRAKEN_V1_TRADE = """
            [993,[["#P","#S","1618678142.557535","s","l",""]],"trade","XBT/USD"]""";
}
