package dev.tidemark.exchange.kraken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeContract;
import dev.tidemark.exchange.Subscription;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KrakenV1ExchangeTest extends ExchangeContract {

    private final KrakenV1Exchange exchange = new KrakenV1Exchange();

    KrakenV1ExchangeTest() {
        super(new KrakenV1Exchange());
    }

    @Override
    protected List<String> defaultSymbols() {
        return List.of("BTC/USD", "ETH/USD", "XRP/USD", "ADA/USD", "SOL/USD", "DOGE/USD", "ADA/BTC");
    }

    @Override
    protected String unknownMessage(String type) {
        return "[17,{\"a\":[\"1\",1,\"1\"]},\"" + type + "\",\"XBT/USD\"]";
    }

    @Override
    protected String passedOverMessage(String filler) {
        return "[1360,{\"as\":" + filler + ",\"bs\":[]},\"book-1000\",\"ADA/XBT\"]";
    }

    @Test
    void eachChannelIsSubscribedUnderTheOldNames() {
        assertThat(exchange.subscribe(List.of(
                        new Subscription(Channel.TICKER, "BTC/USD"),
                        new Subscription(Channel.TRADES, "DOGE/BTC"),
                        new Subscription(Channel.BOOK_TICKER, "ETH/USD"))))
                .containsExactly(
                        "{\"event\":\"subscribe\",\"pair\":[\"XDG/XBT\"],\"subscription\":{\"name\":\"trade\"}}",
                        "{\"event\":\"subscribe\",\"pair\":[\"XBT/USD\"],\"subscription\":{\"name\":\"ticker\"}}",
                        "{\"event\":\"subscribe\",\"pair\":[\"ETH/USD\"],\"subscription\":{\"name\":\"spread\"}}");
    }

    @Test
    void oldNamesBecomeTodays() {
        assertThat(exchange.symbol("XBT/USD")).isEqualTo("BTC/USD");
        assertThat(exchange.symbol("ADA/XBT")).isEqualTo("ADA/BTC");
        assertThat(exchange.symbol("XDG/USD")).isEqualTo("DOGE/USD");
        assertThat(exchange.nativeName("DOGE/BTC")).isEqualTo("XDG/XBT");
    }
}
