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

/// Kraken v1, frozen but still up: ticker, spread and trades. For old recordings; new collectors use v2.
public final class KrakenV1Exchange implements Exchange {

    private static final Venue VENUE = new Venue(
            "kraken-v1",
            URI.create("wss://ws.kraken.com"),
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

    @Override
    public List<String> subscribe(List<Subscription> subscriptions) {
        var messages = new ArrayList<String>();
        for (Channel channel : List.of(Channel.TRADES, Channel.TICKER, Channel.BOOK_TICKER)) {
            List<String> pairs = subscriptions.stream()
                    .filter(subscription -> subscription.channel() == channel)
                    .map(subscription -> nativeName(subscription.symbol()))
                    .distinct()
                    .toList();
            if (!pairs.isEmpty()) {
                messages.add("{\"event\":\"subscribe\",\"pair\":" + JsonText.array(pairs)
                        + ",\"subscription\":{\"name\":" + JsonText.quoted(name(channel)) + "}}");
            }
        }
        return List.copyOf(messages);
    }

    @Override
    public String ping() {
        return "{\"event\":\"ping\"}";
    }

    @Override
    public String nativeName(String symbol) {
        return Assets.old(symbol);
    }

    @Override
    public String symbol(String nativeName) {
        return Assets.modern(nativeName);
    }

    @Override
    public FrameDecoder decoder(SeriesNames names) {
        return new KrakenV1Decoder(names);
    }

    private static String name(Channel channel) {
        return switch (channel) {
            case TICKER -> "ticker";
            case BOOK_TICKER -> "spread";
            case TRADES -> "trade";
        };
    }
}
