package dev.tidemark.exchange.coinbase;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import dev.tidemark.exchange.codec.TickerRow;
import dev.tidemark.exchange.codec.TradeRow;
import dev.tidemark.market.TradeBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the events inside an Advanced Trade envelope.
final class CoinbaseAdvancedEvents {

    private static final Heard OF_OTHERS = new Heard.PassedOver("subscriptions");
    private static final int MAX_NAME = 64;

    private final SliceCache<SeriesNames.@Nullable Pair> pairs;
    private final TickerRow ticker = new TickerRow();
    private final TradeRow trade = new TradeRow();
    private final TradeBatch newestFirst = new TradeBatch(128);

    CoinbaseAdvancedEvents(SeriesNames names) {
        this.pairs = new SliceCache<>(names::find);
    }

    /// Reads the array of events here.
    void read(JsonFrame json, CoinbaseAdvancedDecoder.Kind kind, long sentUs, long receivedUs, Intake into)
            throws IOException {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            if (json.enterObject()) {
                readEvent(json, kind, sentUs, receivedUs, into);
            }
        }
    }

    private void readEvent(JsonFrame json, CoinbaseAdvancedDecoder.Kind kind, long sentUs, long receivedUs, Intake into)
            throws IOException {
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (kind) {
                case TICKER -> {
                    if (field.equals("tickers")) {
                        readTickers(json, sentUs, receivedUs, into);
                    }
                }
                case TRADES -> {
                    if (field.equals("trades")) {
                        readTrades(json, receivedUs, into);
                    }
                }
                case SUBSCRIPTIONS -> {
                    if (field.equals("subscriptions")) {
                        readSubscriptions(json, into);
                    }
                }
                case HEARTBEATS, NOT_WANTED -> {}
            }
        }
    }

    private void readTickers(JsonFrame json, long sentUs, long receivedUs, Intake into) throws IOException {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            if (json.enterObject()) {
                ticker.reset();
                // The ticker has no time of its own.
                ticker.timeUs = sentUs;
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    takeTicker(field, json);
                }
                ticker.addTo(into, receivedUs);
            }
        }
    }

    private void takeTicker(String field, JsonFrame json) throws IOException {
        switch (field) {
            case "product_id" -> ticker.pair = json.find(pairs);
            case "price" -> ticker.price = json.price();
            case "best_bid" -> ticker.bid = json.number();
            case "best_ask" -> ticker.ask = json.number();
            case "best_bid_quantity" -> ticker.bidSize = json.number();
            case "best_ask_quantity" -> ticker.askSize = json.number();
            case "volume_24_h" -> ticker.volume = json.number();
            case "high_24_h" -> ticker.figures.high = json.number();
            case "low_24_h" -> ticker.figures.low = json.number();
            case "price_percent_chg_24_h" -> ticker.figures.changePercent = json.number();
            default -> {}
        }
    }

    /// The venue lists the newest first; rows are added in the order in which the trades happened, which is also
    /// the order among those of one microsecond.
    private void readTrades(JsonFrame json, long receivedUs, Intake into) throws IOException {
        if (!json.enterArray()) {
            return;
        }
        newestFirst.clear();
        while (json.nextElement()) {
            if (json.enterObject()) {
                trade.reset();
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    takeTrade(field, json);
                }
                trade.addTo(newestFirst, into, receivedUs);
            }
        }
        for (int row = newestFirst.size() - 1; row >= 0; row--) {
            into.trades().copyRow(newestFirst, row);
        }
    }

    private void takeTrade(String field, JsonFrame json) throws IOException {
        switch (field) {
            case "product_id" -> trade.pair = json.find(pairs);
            case "trade_id" -> trade.id = json.id();
            case "price" -> trade.price = json.price();
            case "size" -> trade.size = json.number();
            case "time" -> trade.timeUs = json.timeUs();
            case "side" -> trade.side = json.side().flipped();
            default -> {}
        }
    }

    /// Reads `{"market_trades":["BTC-USD"]}`: everything that is subscribed on this connection.
    private static void readSubscriptions(JsonFrame json, Intake into) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        boolean isOurs = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            Channel channel = channelOf(field);
            if (channel != null && json.enterArray()) {
                isOurs = true;
                while (json.nextElement()) {
                    String symbol = Products.symbol(json.text(MAX_NAME));
                    into.heard(new Heard.Acknowledged(new Subscription(channel, symbol)));
                }
            }
        }
        if (!isOurs) {
            into.heard(OF_OTHERS);
        }
    }

    private static @Nullable Channel channelOf(String name) {
        return switch (name) {
            case "ticker", "ticker_batch" -> Channel.TICKER;
            case "market_trades" -> Channel.TRADES;
            default -> null;
        };
    }
}
