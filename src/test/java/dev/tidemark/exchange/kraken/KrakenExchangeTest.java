package dev.tidemark.exchange.kraken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeContract;
import dev.tidemark.exchange.Subscription;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KrakenExchangeTest extends ExchangeContract {

    private final KrakenExchange exchange = new KrakenExchange();

    KrakenExchangeTest() {
        super(new KrakenExchange());
    }

    @Override
    protected List<String> defaultSymbols() {
        return List.of("BTC/USD", "ETH/USD", "XRP/USD", "ADA/USD", "SOL/USD", "DOGE/USD");
    }

    @Override
    protected String unknownMessage(String type) {
        return "{\"channel\":\"" + type + "\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\"}]}";
    }

    @Override
    protected String passedOverMessage(String filler) {
        return "{\"channel\":\"book\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":" + filler
                + "}]}";
    }

    @Test
    void eachChannelIsSubscribedWithItsTrigger() {
        assertThat(exchange.subscribe(List.of(
                        new Subscription(Channel.TICKER, "BTC/USD"),
                        new Subscription(Channel.TRADES, "BTC/USD"),
                        new Subscription(Channel.BOOK_TICKER, "ETH/USD"))))
                .containsExactly(
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\"],\"snapshot\":true},\"req_id\":1}",
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"event_trigger\":\"trades\",\"symbol\":[\"BTC/USD\"],\"snapshot\":true},\"req_id\":2}",
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"event_trigger\":\"bbo\",\"symbol\":[\"ETH/USD\"],\"snapshot\":true},\"req_id\":3}");
    }

    @Test
    void theBookTickerStandsForTheTickerToo() {
        assertThat(exchange.subscribe(List.of(
                        new Subscription(Channel.TICKER, "BTC/USD"), new Subscription(Channel.BOOK_TICKER, "BTC/USD"))))
                .singleElement()
                .asString()
                .contains("\"bbo\"");
    }

    @Test
    void aMessageHoldsAHundredSymbols() {
        List<Subscription> many = IntStream.range(0, 250)
                .mapToObj(i -> new Subscription(Channel.TRADES, "C" + i + "/USD"))
                .toList();

        assertThat(exchange.subscribe(many)).hasSize(3);
    }

    @Test
    void itsNamesAreTodays() {
        assertThat(exchange.nativeName("BTC/USD")).isEqualTo("BTC/USD");
        assertThat(exchange.nativeName("DOGE/USD")).isEqualTo("DOGE/USD");
        assertThat(exchange.nativeName("XBT/USD")).isEqualTo("BTC/USD");
        assertThat(exchange.symbol("XBT/EUR")).isEqualTo("BTC/EUR");
    }
}
