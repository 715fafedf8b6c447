package dev.tidemark.exchange.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeContract;
import dev.tidemark.exchange.Subscription;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoinbaseAdvancedExchangeTest extends ExchangeContract {

    CoinbaseAdvancedExchangeTest() {
        super(new CoinbaseAdvancedExchange());
    }

    @Override
    protected List<String> defaultSymbols() {
        return List.of("BTC/USD", "ETH/USD", "XRP/USD", "ADA/USD", "SOL/USD");
    }

    @Override
    protected String unknownMessage(String type) {
        return "{\"channel\":\"" + type + "\",\"timestamp\":\"2026-08-09T21:05:48Z\",\"events\":[{}]}";
    }

    @Override
    protected String passedOverMessage(String filler) {
        return "{\"channel\":\"l2_data\",\"timestamp\":\"2026-08-09T21:05:48.483587501Z\",\"sequence_num\":13,"
                + "\"events\":[{\"type\":\"snapshot\",\"product_id\":\"BTC-USD\",\"updates\":" + filler + "}]}";
    }

    @Test
    void eachChannelIsSubscribedByItself() {
        var messages = new CoinbaseAdvancedExchange()
                .subscribe(List.of(
                        new Subscription(Channel.TICKER, "BTC/USD"),
                        new Subscription(Channel.TRADES, "BTC/USD"),
                        new Subscription(Channel.TRADES, "ETH/USD")));

        assertThat(messages)
                .containsExactly(
                        "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}",
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channel\":\"market_trades\"}",
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"ticker\"}");
    }

    @Test
    void aBrokenMessageHasNoSequence() {
        assertThat(transcript(decoder(), "{\"channel\":\"ticker\",\"sequence_num\":7,\"events\":[{"))
                .containsExactly("malformed");
        assertThat(transcript(decoder(), "{\"channel\":\"l2_data\",\"sequence_num\":12"))
                .containsExactly("malformed");
    }
}
