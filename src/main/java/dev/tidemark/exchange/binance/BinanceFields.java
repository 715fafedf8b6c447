package dev.tidemark.exchange.binance;

import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import dev.tidemark.exchange.codec.TickerRow;
import dev.tidemark.exchange.codec.Timestamps;
import dev.tidemark.exchange.codec.TradeRow;
import dev.tidemark.market.Side;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The fields of one message under their one-letter names. What each means depends on the event, and an `e` may come
/// last; so all are kept as they are until the event is known.
final class BinanceFields {

    private final SliceCache<SeriesNames.@Nullable Pair> pairs;
    private final TickerRow ticker = new TickerRow();
    private final TradeRow trade = new TradeRow();
    private double smallP;
    private double largeP;
    private double smallQ;
    private double largeQ;
    private double smallC;
    private long eventUs;
    private long tradeUs;
    private String tradeId = "";
    private @Nullable Boolean isBuyerMaker;
    private boolean hasUpdateId;

    BinanceFields(SeriesNames names) {
        this.pairs = new SliceCache<>(names::find);
    }

    void reset() {
        ticker.reset();
        trade.reset();
        smallP = Double.NaN;
        largeP = Double.NaN;
        smallQ = Double.NaN;
        largeQ = Double.NaN;
        smallC = Double.NaN;
        eventUs = Timestamps.ABSENT;
        tradeUs = Timestamps.ABSENT;
        tradeId = "";
        isBuyerMaker = null;
        hasUpdateId = false;
    }

    /// Keeps a field of the data.
    void take(String field, JsonFrame json) throws IOException {
        switch (field) {
            case "s" -> ticker.pair = json.find(pairs);
            case "p" -> smallP = json.number();
            case "P" -> largeP = json.number();
            case "q" -> smallQ = json.number();
            case "Q" -> largeQ = json.number();
            case "c" -> smallC = json.price();
            case "b" -> ticker.bid = json.number();
            case "B" -> ticker.bidSize = json.number();
            case "a" -> ticker.ask = json.number();
            case "A" -> ticker.askSize = json.number();
            case "u" -> {
                hasUpdateId = true;
                ticker.sequence = json.integer();
            }
            case "E" -> eventUs = json.timeUs();
            case "T" -> tradeUs = json.timeUs();
            case "t" -> tradeId = json.id();
            case "m" -> isBuyerMaker = json.truth();
            case "v" -> ticker.volume = json.number();
            case "o" -> ticker.figures.open = json.number();
            case "h" -> ticker.figures.high = json.number();
            case "l" -> ticker.figures.low = json.number();
            case "w" -> ticker.figures.vwap = json.number();
            default -> {}
        }
    }

    /// Whether the fields are a book ticker's, which has no `e`.
    boolean isBookTicker() {
        return hasUpdateId && ticker.pair != null;
    }

    void addTrade(Intake into, long receivedUs) {
        trade.pair = ticker.pair;
        trade.timeUs = tradeUs == Timestamps.ABSENT ? eventUs : tradeUs;
        trade.id = tradeId;
        trade.price = smallP;
        trade.size = smallQ;
        // Where the buyer was the maker, the seller took.
        trade.side = isBuyerMaker == null ? Side.UNKNOWN : isBuyerMaker ? Side.SELL : Side.BUY;
        trade.addTo(into.trades(), into, receivedUs);
    }

    /// Best bid and ask; spot has no time of its own here.
    void addBookTicker(Intake into, long receivedUs) {
        ticker.timeUs = eventUs;
        ticker.addTo(into, receivedUs);
    }

    void addTicker(Intake into, long receivedUs) {
        ticker.timeUs = eventUs;
        ticker.price = smallC;
        ticker.figures.change = smallP;
        ticker.figures.changePercent = largeP;
        ticker.figures.lastSize = largeQ;
        ticker.addTo(into, receivedUs);
    }
}
