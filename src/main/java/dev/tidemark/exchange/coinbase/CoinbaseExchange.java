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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Coinbase Exchange: ticker, matches and heartbeat of the public feed, no login.
public final class CoinbaseExchange implements Exchange {

    /// The most subscribe messages; beyond it several products share one.
    private static final int MAX_MESSAGES = 50;

    // 100 messages a second and 8 connections a second per IP (documented); both with a margin.
    private static final Venue VENUE = new Venue(
            "coinbase",
            URI.create("wss://ws-feed.exchange.coinbase.com"),
            Set.of(Channel.TICKER, Channel.TRADES),
            1_000,
            Duration.ofMillis(20),
            Duration.ofMillis(250),
            null,
            null,
            Duration.ofMinutes(2));

    @Override
    public Venue venue() {
        return VENUE;
    }

    /// One message for each product as long as they are few: one unknown product makes the venue ignore the whole
    /// message. Each subscribe adds to what is subscribed.
    @Override
    public List<String> subscribe(List<Subscription> subscriptions) {
        Map<List<String>, List<String>> channelsToProducts = Products.of(subscriptions).stream()
                .collect(Collectors.groupingBy(
                        product -> channels(product, subscriptions), LinkedHashMap::new, Collectors.toList()));
        int productCount =
                channelsToProducts.values().stream().mapToInt(List::size).sum();
        int share = Math.ceilDiv(Math.max(productCount, 1), MAX_MESSAGES);
        var messages = new ArrayList<String>();
        channelsToProducts.forEach((channels, products) -> {
            for (int from = 0; from < products.size(); from += share) {
                List<String> some = products.subList(from, Math.min(from + share, products.size()));
                messages.add("{\"type\":\"subscribe\",\"product_ids\":" + JsonText.array(some) + ",\"channels\":"
                        + JsonText.array(channels) + "}");
            }
        });
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
        return new CoinbaseDecoder(names);
    }

    /// The channels wanted of a product, and the heartbeat, whose last trade id shows a loss within a second.
    private static List<String> channels(String product, List<Subscription> subscriptions) {
        var channels = new ArrayList<String>();
        for (Subscription subscription : subscriptions) {
            String name = subscription.channel() == Channel.TRADES ? "matches" : "ticker";
            if (Products.nativeName(subscription.symbol()).equals(product) && !channels.contains(name)) {
                channels.add(name);
            }
        }
        channels.sort(null);
        channels.add("heartbeat");
        return List.copyOf(channels);
    }
}
