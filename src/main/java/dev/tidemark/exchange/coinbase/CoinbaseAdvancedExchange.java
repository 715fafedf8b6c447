package dev.tidemark.exchange.coinbase;

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

/// Coinbase Advanced Trade: ticker, market trades and heartbeats, no login.
public final class CoinbaseAdvancedExchange implements Exchange {

    // 8 unauthenticated messages and 8 connections a second per IP, the stricter of two documented figures.
    private static final Venue VENUE = new Venue(
            "coinbase-advanced",
            URI.create("wss://advanced-trade-ws.coinbase.com"),
            Set.of(Channel.TICKER, Channel.TRADES),
            1_000,
            Duration.ofMillis(150),
            Duration.ofMillis(250),
            null,
            null,
            Duration.ofMinutes(2));

    @Override
    public Venue venue() {
        return VENUE;
    }

    /// One channel a message, as the venue wants it; the heartbeats keep quiet channels from being closed.
    @Override
    public List<String> subscribe(List<Subscription> subscriptions) {
        var messages = new ArrayList<String>();
        messages.add("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}");
        add(
                messages,
                "market_trades",
                subscriptions.stream()
                        .filter(subscription -> subscription.channel() == Channel.TRADES)
                        .toList());
        add(
                messages,
                "ticker",
                subscriptions.stream()
                        .filter(subscription -> subscription.channel() != Channel.TRADES)
                        .toList());
        return List.copyOf(messages);
    }

    @Override
    public String nativeName(String symbol) {
        return Products.nativeName(symbol);
    }

    @Override
    public String symbol(String nativeName) {
        return Products.symbol(nativeName);
    }

    @Override
    public FrameDecoder decoder(SeriesNames names) {
        return new CoinbaseAdvancedDecoder(names);
    }

    private static void add(List<String> messages, String channel, List<Subscription> subscriptions) {
        if (!subscriptions.isEmpty()) {
            messages.add("{\"type\":\"subscribe\",\"product_ids\":" + JsonText.array(Products.of(subscriptions))
                    + ",\"channel\":" + JsonText.quoted(channel) + "}");
        }
    }
}
