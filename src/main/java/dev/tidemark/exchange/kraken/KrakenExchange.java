package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.FrameDecoder;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.Venue;
import dev.tidemark.exchange.codec.JsonText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Kraken v2: ticker on trades or on every change of the best quotes, and trades, no login.
public final class KrakenExchange implements Exchange {

    /// The most symbols in one subscribe message.
    static final int MAX_SYMBOLS_PER_MESSAGE = 100;

    // The venue names no message rate; about 150 connections in ten minutes and IP.
    private static final Venue VENUE = new Venue(
            "kraken",
            URI.create("wss://ws.kraken.com/v2"),
            Set.of(Channel.TICKER, Channel.BOOK_TICKER, Channel.TRADES),
            500,
            Duration.ofMillis(100),
            Duration.ofSeconds(4),
            null,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5));

    @Override
    public Venue venue() {
        return VENUE;
    }

    /// One channel a message. The request id names the channel, since a rejection names the symbol only.
    ///
    /// Ticker and book ticker are one channel of the venue with two triggers and exclude each other for a symbol:
    /// where both are wanted the book ticker is subscribed, which says all that the ticker says.
    @Override
    public List<String> subscribe(List<Subscription> subscriptions) {
        List<String> book = symbols(subscriptions, Channel.BOOK_TICKER);
        List<String> ticker = symbols(subscriptions, Channel.TICKER).stream()
                .filter(symbol -> !book.contains(symbol))
                .toList();
        var messages = new ArrayList<String>();
        add(messages, RequestId.TRADES, symbols(subscriptions, Channel.TRADES));
        add(messages, RequestId.TICKER, ticker);
        add(messages, RequestId.BOOK_TICKER, book);
        return List.copyOf(messages);
    }

    @Override
    public String ping() {
        return "{\"method\":\"ping\"}";
    }

    @Override
    public String nativeName(String symbol) {
        return Assets.modern(symbol);
    }

    @Override
    public String symbol(String nativeName) {
        return Assets.modern(nativeName);
    }

    @Override
    public FrameDecoder decoder(SeriesNames names) {
        return new KrakenDecoder(names);
    }

    private List<String> symbols(List<Subscription> subscriptions, Channel channel) {
        return subscriptions.stream()
                .filter(subscription -> subscription.channel() == channel)
                .map(subscription -> nativeName(subscription.symbol()))
                .distinct()
                .toList();
    }

    private static void add(List<String> messages, RequestId request, List<String> symbols) {
        for (int from = 0; from < symbols.size(); from += MAX_SYMBOLS_PER_MESSAGE) {
            List<String> some = symbols.subList(from, Math.min(from + MAX_SYMBOLS_PER_MESSAGE, symbols.size()));
            messages.add("{\"method\":\"subscribe\",\"params\":{" + request.parameters() + ",\"symbol\":"
                    + JsonText.array(some) + ",\"snapshot\":true},\"req_id\":" + request.id() + "}");
        }
    }
}
