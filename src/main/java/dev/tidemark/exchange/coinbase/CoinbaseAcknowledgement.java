package dev.tidemark.exchange.coinbase;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.codec.JsonFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of all that is subscribed, as the Exchange feed sends it after each subscribe.
///
/// Entries are `{"name","product_ids"}`, or bare names that go with the message's own `product_ids`.
final class CoinbaseAcknowledgement {

    private static final Heard OF_OTHERS = new Heard.PassedOver("subscriptions");
    private static final int MAX_NAME = 64;

    private final List<Heard> acknowledged = new ArrayList<>();
    private final List<Channel> bareChannels = new ArrayList<>();
    private final List<String> products = new ArrayList<>();

    void reset() {
        acknowledged.clear();
        bareChannels.clear();
        products.clear();
    }

    void takeChannels(JsonFrame json) throws IOException {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            if (json.isString()) {
                Channel channel = channelOf(json.text(MAX_NAME));
                if (channel != null) {
                    bareChannels.add(channel);
                }
            } else if (json.enterObject()) {
                takeEntry(json);
            }
        }
    }

    void takeProducts(JsonFrame json) throws IOException {
        readProducts(json, products);
    }

    /// States what is acknowledged among the channels that we know.
    void settle(Intake into) {
        for (Channel channel : bareChannels) {
            add(channel, products);
        }
        if (acknowledged.isEmpty()) {
            into.heard(OF_OTHERS);
        }
        acknowledged.forEach(into::heard);
    }

    private void takeEntry(JsonFrame json) throws IOException {
        Channel channel = null;
        var ofEntry = new ArrayList<String>();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "name" -> channel = channelOf(json.text(MAX_NAME));
                case "product_ids" -> readProducts(json, ofEntry);
                default -> {}
            }
        }
        if (channel != null) {
            add(channel, ofEntry);
        }
    }

    private void add(Channel channel, List<String> ofProducts) {
        for (String product : ofProducts) {
            acknowledged.add(new Heard.Acknowledged(new Subscription(channel, Products.symbol(product))));
        }
    }

    private static void readProducts(JsonFrame json, List<String> into) throws IOException {
        if (json.enterArray()) {
            while (json.nextElement()) {
                into.add(json.text(MAX_NAME));
            }
        }
    }

    /// `ticker_1000` is what the venue calls `ticker_batch` when it acknowledges.
    private static @Nullable Channel channelOf(String name) {
        return switch (name) {
            case "ticker", "ticker_batch", "ticker_1000" -> Channel.TICKER;
            case "matches" -> Channel.TRADES;
            default -> null;
        };
    }
}
