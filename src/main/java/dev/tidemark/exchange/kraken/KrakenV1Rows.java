package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.TickerRow;
import dev.tidemark.exchange.codec.TradeRow;
import dev.tidemark.market.Side;
import dev.tidemark.market.TradeBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the rows inside Kraken v1's arrays; the pair of all of them stands at the end of the message.
final class KrakenV1Rows {

    private final TickerRow ticker = new TickerRow();
    private final TradeRow trade = new TradeRow();
    private final double[] figures = new double[3];
    private final Map<String, Integer> equalTrades = new HashMap<>();
    private SeriesNames.@Nullable Pair pair;

    /// Starts a message.
    void begin(SeriesNames.@Nullable Pair ofMessage) {
        pair = ofMessage;
        equalTrades.clear();
    }

    /// Reads `{"a":[price,wholeLot,lot],"b":…,"c":[price,lot],"v":[today,day],…}`; no time. Anything but an object
    /// is passed by.
    void readTicker(JsonFrame json, long receivedUs, Intake into) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        ticker.reset();
        ticker.pair = pair;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            json.numbers(figures);
            switch (field) {
                case "a" -> {
                    ticker.ask = figures[0];
                    ticker.askSize = figures[2];
                }
                case "b" -> {
                    ticker.bid = figures[0];
                    ticker.bidSize = figures[2];
                }
                case "c" -> {
                    // A last price that is no number is not an absent one.
                    ticker.price = Double.isNaN(figures[0]) ? 0 : figures[0];
                    ticker.figures.lastSize = figures[1];
                }
                // Of two figures the first is today's, the second the last 24 hours'.
                case "v" -> ticker.volume = figures[1];
                case "p" -> ticker.figures.vwap = figures[1];
                case "l" -> ticker.figures.low = figures[1];
                case "h" -> ticker.figures.high = figures[1];
                case "o" -> ticker.figures.open = figures[1];
                default -> {}
            }
        }
        ticker.addTo(into, receivedUs);
    }

    /// Reads `["bid","ask","seconds.micros","bidSize","askSize"]`, all zero where there is no market.
    void readSpread(JsonFrame json, long receivedUs, Intake into) throws IOException {
        if (!json.enterArray()) {
            return;
        }
        ticker.reset();
        ticker.pair = pair;
        for (int i = 0; json.nextElement(); i++) {
            switch (i) {
                case 0 -> ticker.bid = json.number();
                case 1 -> ticker.ask = json.number();
                case 2 -> ticker.timeUs = json.timeUs();
                case 3 -> ticker.bidSize = json.number();
                case 4 -> ticker.askSize = json.number();
                default -> {}
            }
        }
        ticker.addTo(into, receivedUs);
    }

    /// Reads an array of `["price","size","seconds.micros","b|s","l|m","misc"]`.
    void readTrades(JsonFrame json, long receivedUs, Intake into) throws IOException {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            if (json.enterArray()) {
                readTrade(json, receivedUs, into);
            }
        }
    }

    private void readTrade(JsonFrame json, long receivedUs, Intake into) throws IOException {
        trade.reset();
        trade.pair = pair;
        for (int i = 0; json.nextElement(); i++) {
            switch (i) {
                case 0 -> trade.price = json.price();
                case 1 -> trade.size = json.number();
                case 2 -> trade.timeUs = json.timeUs();
                case 3 -> trade.side = json.side();
                default -> {}
            }
        }
        trade.id = syntheticId(trade.timeUs, trade.price, trade.size, trade.side);
        trade.addTo(into.trades(), into, receivedUs);
    }

    /// The venue gives no id, so that equal trades of one message are told apart by their number.
    private String syntheticId(long timeUs, double price, double size, Side side) {
        String first = TradeBatch.syntheticId(timeUs, price, size, side, 0);
        int equalsBefore = equalTrades.merge(first, 1, Integer::sum) - 1;
        return equalsBefore == 0 ? first : TradeBatch.syntheticId(timeUs, price, size, side, equalsBefore);
    }
}
