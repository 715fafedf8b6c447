package dev.tidemark.exchange.coinbase;

import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonDecoder;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import dev.tidemark.exchange.codec.TickerRow;
import dev.tidemark.exchange.codec.TradeRow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the Exchange feed: flat objects told apart by `type`.
final class CoinbaseDecoder extends JsonDecoder {

    private enum Kind {
        TICKER,
        TRADE,
        HEARTBEAT,
        SUBSCRIPTIONS,
        ERROR,
        NOT_WANTED
    }

    /// @param notice what is heard where the message is not wanted
    private record Type(Kind kind, Heard notice) {}

    private static final Type NO_TYPE = new Type(Kind.NOT_WANTED, new Heard.Unknown("no type"));

    private final SliceCache<Type> types = new SliceCache<>(CoinbaseDecoder::typeOf);
    private final SliceCache<SeriesNames.@Nullable Pair> pairs;
    private final TickerRow ticker = new TickerRow();
    private final TradeRow trade = new TradeRow();
    private final CoinbaseAcknowledgement acknowledgement = new CoinbaseAcknowledgement();
    private Type type = NO_TYPE;
    private long lastTradeId;
    private String message = "";
    private String reason = "";

    CoinbaseDecoder(SeriesNames names) {
        this.pairs = new SliceCache<>(names::find);
    }

    @Override
    protected void read(JsonFrame json, long receivedUs, Intake into) throws IOException {
        reset();
        if (!json.enterObject()) {
            into.heard(new Heard.Unknown("no object"));
            return;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("type")) {
                type = json.find(types);
                if (type.kind == Kind.NOT_WANTED) {
                    // Before the rest is read: a level 2 snapshot is megabytes.
                    break;
                }
            } else {
                take(field, json);
            }
        }
        settle(receivedUs, into);
    }

    private void reset() {
        ticker.reset();
        trade.reset();
        acknowledgement.reset();
        type = NO_TYPE;
        lastTradeId = JsonFrame.NO_INTEGER;
        message = "";
        reason = "";
    }

    private void take(String field, JsonFrame json) throws IOException {
        switch (field) {
            case "product_id" -> ticker.pair = json.find(pairs);
            case "price" -> ticker.price = json.price();
            case "time" -> ticker.timeUs = json.timeUs();
            case "sequence" -> ticker.sequence = json.integer();
            case "best_bid" -> ticker.bid = json.number();
            case "best_ask" -> ticker.ask = json.number();
            case "best_bid_size" -> ticker.bidSize = json.number();
            case "best_ask_size" -> ticker.askSize = json.number();
            case "volume_24h" -> ticker.volume = json.number();
            case "open_24h" -> ticker.figures.open = json.number();
            case "high_24h" -> ticker.figures.high = json.number();
            case "low_24h" -> ticker.figures.low = json.number();
            case "last_size" -> ticker.figures.lastSize = json.number();
            case "trade_id" -> trade.id = type.kind == Kind.TICKER ? "" : json.id();
            case "size" -> trade.size = json.number();
            // The maker's; the ticker's own `side` is the taker's and not kept.
            case "side" -> trade.side = json.side().flipped();
            case "last_trade_id" -> lastTradeId = json.integer();
            case "channels" -> acknowledgement.takeChannels(json);
            case "product_ids" -> acknowledgement.takeProducts(json);
            case "message" -> message = json.text(MAX_SENTENCE);
            case "reason" -> reason = json.text(MAX_SENTENCE);
            default -> {}
        }
    }

    private void settle(long receivedUs, Intake into) {
        switch (type.kind) {
            case TICKER -> ticker.addTo(into, receivedUs);
            case TRADE -> addTrade(receivedUs, into);
            case HEARTBEAT -> hearHeartbeat(receivedUs, into);
            case SUBSCRIPTIONS -> acknowledgement.settle(into);
            case ERROR -> CoinbaseRefusal.settle(message, reason, into);
            case NOT_WANTED -> into.heard(type.notice);
        }
    }

    private void addTrade(long receivedUs, Intake into) {
        trade.pair = ticker.pair;
        trade.timeUs = ticker.timeUs;
        trade.price = ticker.price;
        trade.addTo(into.trades(), into, receivedUs);
    }

    private void hearHeartbeat(long receivedUs, Intake into) {
        into.heard(Heard.Heartbeat.INSTANCE);
        if (ticker.pair != null && lastTradeId > 0) {
            into.lastTrade(ticker.pair.trades(), lastTradeId, receivedUs);
        }
    }

    private static Type typeOf(String name) {
        Kind kind = switch (name) {
            case "ticker" -> Kind.TICKER;
            case "match", "last_match" -> Kind.TRADE;
            case "heartbeat" -> Kind.HEARTBEAT;
            case "subscriptions" -> Kind.SUBSCRIPTIONS;
            case "error" -> Kind.ERROR;
            default -> Kind.NOT_WANTED;
        };
        return switch (name) {
            case "" -> NO_TYPE;
            case "snapshot",
                    "l2update",
                    "received",
                    "open",
                    "done",
                    "change",
                    "activate",
                    "status",
                    "auction",
                    "rfq_match" -> new Type(kind, new Heard.PassedOver(name));
            default -> new Type(kind, new Heard.Unknown(name));
        };
    }
}
