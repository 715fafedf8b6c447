package dev.tidemark.exchange.coinbase;

import dev.tidemark.exchange.Subscription;
import java.util.List;

/// Coinbase's names of markets: `BTC-USD` for `BTC/USD`.
final class Products {

    private Products() {}

    static String nativeName(String symbol) {
        return symbol.replace('/', '-');
    }

    /// Only the first dash is the separator: some products have more (`BTC-PERP-INTX`).
    static String symbol(String product) {
        int dash = product.indexOf('-');
        return dash <= 0 || dash == product.length() - 1
                ? product
                : product.substring(0, dash) + "/" + product.substring(dash + 1);
    }

    static List<String> of(List<Subscription> subscriptions) {
        return subscriptions.stream()
                .map(subscription -> nativeName(subscription.symbol()))
                .distinct()
                .toList();
    }
}
