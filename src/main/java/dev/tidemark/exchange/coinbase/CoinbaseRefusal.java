package dev.tidemark.exchange.coinbase;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.Subscription;

/// What an `error` message of either feed refuses.
final class CoinbaseRefusal {

    private static final String NO_PRODUCT = " is not a valid product";

    private CoinbaseRefusal() {}

    /// Rejects every channel of the product that the reason names, or nothing in particular.
    static void settle(String message, String reason, Intake into) {
        String sentence = reason.isEmpty() ? message : message.isEmpty() ? reason : message + ": " + reason;
        String product = reason.endsWith(NO_PRODUCT) ? reason.substring(0, reason.length() - NO_PRODUCT.length()) : "";
        if (product.isEmpty()) {
            into.heard(new Heard.Rejected(null, sentence));
            return;
        }
        String symbol = Products.symbol(product);
        into.heard(new Heard.Rejected(new Subscription(Channel.TICKER, symbol), sentence));
        into.heard(new Heard.Rejected(new Subscription(Channel.TRADES, symbol), sentence));
    }
}
