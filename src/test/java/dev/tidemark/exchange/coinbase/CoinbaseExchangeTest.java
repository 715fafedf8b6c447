package dev.tidemark.exchange.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeContract;
import dev.tidemark.exchange.Subscription;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CoinbaseExchangeTest extends ExchangeContract {

    private final CoinbaseExchange exchange = new CoinbaseExchange();

    CoinbaseExchangeTest() {
        super(new CoinbaseExchange());
    }

    @Override
    protected List<String> defaultSymbols() {
        return List.of("BTC/USD", "ETH/USD", "XRP/USD", "ADA/USD", "SOL/USD");
    }

    @Override
    protected String unknownMessage(String type) {
        return "{\"type\":\"" + type + "\",\"product_id\":\"BTC-USD\",\"price\":\"1\"}";
    }

    @Override
    protected String passedOverMessage(String filler) {
        return "{\"type\":\"snapshot\",\"product_id\":\"BTC-USD\",\"asks\":" + filler + "}";
    }

    @Test
    void eachProductIsSubscribedByItselfWithItsHeartbeat() {
        var messages = exchange.subscribe(List.of(
                new Subscription(Channel.TICKER, "BTC/USD"),
                new Subscription(Channel.TICKER, "ETH/USD"),
                new Subscription(Channel.TRADES, "BTC/USD")));

        assertThat(messages)
                .containsExactly(
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\",\"ticker\",\"heartbeat\"]}",
                        "{\"type\":\"subscribe\",\"product_ids\":[\"ETH-USD\"],\"channels\":[\"ticker\",\"heartbeat\"]}");
    }

    @Test
    void manyProductsShareFiftyMessages() {
        List<Subscription> many = IntStream.range(0, 400)
                .mapToObj(i -> new Subscription(Channel.TRADES, "C" + i + "/USD"))
                .toList();

        assertThat(exchange.subscribe(many)).hasSize(50);
    }

    @Test
    void onlyTheFirstDashSeparates() {
        assertThat(exchange.symbol("BTC-PERP-INTX")).isEqualTo("BTC/PERP-INTX");
        assertThat(exchange.nativeName("BTC/PERP-INTX")).isEqualTo("BTC-PERP-INTX");
    }
}
