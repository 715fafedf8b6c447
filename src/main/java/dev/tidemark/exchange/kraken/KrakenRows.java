package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import dev.tidemark.exchange.codec.TickerRow;
import dev.tidemark.exchange.codec.TradeRow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the rows of Kraken v2's data, each with its own symbol.
final class KrakenRows {

    private final SliceCache<SeriesNames.@Nullable Pair> pairs;
    private final TickerRow ticker = new TickerRow();
    private final TradeRow trade = new TradeRow();

    KrakenRows(SeriesNames names) {
        this.pairs = new SliceCache<>(names::find);
    }

    /// Reads an entered object to its end. Older tickers have no timestamp, and one without a market says 0 at
    /// 1970: what is 0 is absent.
    void readTicker(JsonFrame json, long receivedUs, Intake into) throws IOException {
        ticker.reset();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "symbol" -> ticker.pair = json.find(pairs);
                case "last" -> ticker.price = json.price();
                case "bid" -> ticker.bid = json.number();
                case "bid_qty" -> ticker.bidSize = json.number();
                case "ask" -> ticker.ask = json.number();
                case "ask_qty" -> ticker.askSize = json.number();
                case "volume" -> ticker.volume = json.number();
                case "timestamp" -> ticker.timeUs = json.timeUs();
                case "high" -> ticker.figures.high = json.number();
                case "low" -> ticker.figures.low = json.number();
                case "vwap" -> ticker.figures.vwap = json.number();
                case "change" -> ticker.figures.change = json.number();
                case "change_pct" -> ticker.figures.changePercent = json.number();
                default -> {}
            }
        }
        ticker.addTo(into, receivedUs);
    }

    /// Reads an entered object to its end.
    void readTrade(JsonFrame json, long receivedUs, Intake into) throws IOException {
        trade.reset();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "symbol" -> trade.pair = json.find(pairs);
                case "side" -> trade.side = json.side();
                case "price" -> trade.price = json.price();
                case "qty" -> trade.size = json.number();
                case "trade_id" -> trade.id = json.id();
                case "timestamp" -> trade.timeUs = json.timeUs();
                default -> {}
            }
        }
        trade.addTo(into.trades(), into, receivedUs);
    }
}
