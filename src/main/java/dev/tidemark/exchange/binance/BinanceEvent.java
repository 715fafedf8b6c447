package dev.tidemark.exchange.binance;

import dev.tidemark.exchange.Heard;

/// What a message is, by its `e` or, where it has none, by its stream.
///
/// @param notice what is heard where no row comes of it
record BinanceEvent(Kind kind, Heard notice) {

    enum Kind {
        TRADE,
        BOOK_TICKER,
        TICKER,
        SHUTDOWN,
        NOT_WANTED
    }

    static final BinanceEvent BOOK_TICKER = named("bookTicker");
    static final BinanceEvent PARTIAL_BOOK =
            new BinanceEvent(Kind.NOT_WANTED, new Heard.PassedOver("partialBookDepth"));

    /// The meaning of the field `e`.
    static BinanceEvent named(String event) {
        return switch (event) {
            case "trade" -> new BinanceEvent(Kind.TRADE, Heard.Heartbeat.INSTANCE);
            case "bookTicker" -> new BinanceEvent(Kind.BOOK_TICKER, Heard.Heartbeat.INSTANCE);
            case "24hrTicker" -> new BinanceEvent(Kind.TICKER, Heard.Heartbeat.INSTANCE);
            case "serverShutdown" -> new BinanceEvent(Kind.SHUTDOWN, new Heard.ReconnectSoon(event));
            case "aggTrade",
                    "kline",
                    "depthUpdate",
                    "24hrMiniTicker",
                    "1hTicker",
                    "4hTicker",
                    "1dTicker",
                    "avgPrice",
                    "referencePrice",
                    "blockTrade" -> new BinanceEvent(Kind.NOT_WANTED, new Heard.PassedOver(event));
            default -> new BinanceEvent(Kind.NOT_WANTED, new Heard.Unknown(event.isEmpty() ? "no type" : event));
        };
    }

    /// The meaning of a stream's name, `btcusdt@depth@100ms`, for data that names no event.
    static BinanceEvent ofStream(String stream) {
        String kind = stream.substring(stream.indexOf('@') + 1);
        int parameter = kind.indexOf('@');
        String name = parameter < 0 ? kind : kind.substring(0, parameter);
        if (name.equals("bookTicker")) {
            return BOOK_TICKER;
        }
        Heard notice = name.startsWith("depth") ? new Heard.PassedOver("partialBookDepth") : new Heard.Unknown(kind);
        return new BinanceEvent(Kind.NOT_WANTED, notice);
    }
}
