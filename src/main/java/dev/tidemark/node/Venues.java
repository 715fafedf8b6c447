package dev.tidemark.node;

import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.exchange.binance.BinanceExchange;
import dev.tidemark.exchange.coinbase.CoinbaseAdvancedExchange;
import dev.tidemark.exchange.coinbase.CoinbaseExchange;
import dev.tidemark.exchange.kraken.KrakenExchange;
import dev.tidemark.exchange.kraken.KrakenV1Exchange;
import java.util.List;
import java.util.Map;

/// The exchanges that Tidemark knows. A new one is a line here.
public final class Venues {

    private Venues() {}

    /// All adapters. Binance's is told the configured symbols, since its own names have no separator.
    public static List<Exchange> all(Map<String, ExchangeConfig> configs) {
        return List.of(
                new CoinbaseExchange(),
                new CoinbaseAdvancedExchange(),
                BinanceExchange.com(symbols(configs, "binance")),
                BinanceExchange.us(symbols(configs, "binance-us")),
                new KrakenExchange(),
                new KrakenV1Exchange());
    }

    private static List<String> symbols(Map<String, ExchangeConfig> configs, String source) {
        ExchangeConfig config = configs.get(source);
        return config == null ? List.of() : config.symbols();
    }
}
