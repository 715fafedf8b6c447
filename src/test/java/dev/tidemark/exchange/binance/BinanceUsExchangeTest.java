package dev.tidemark.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.ExchangeContract;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BinanceUsExchangeTest extends ExchangeContract {

    BinanceUsExchangeTest() {
        super(BinanceExchange.us(List.of()));
    }

    @Override
    protected List<String> defaultSymbols() {
        return List.of("BTC/USD", "ETH/USD", "XRP/USD", "ADA/USD", "SOL/USD", "BTC/USDT");
    }

    @Override
    protected String unknownMessage(String type) {
        return "{\"e\":\"" + type + "\",\"s\":\"BTCUSD\"}";
    }

    @Override
    protected String passedOverMessage(String filler) {
        return "{\"stream\":\"btcusd@depth5\",\"data\":{\"lastUpdateId\":160,\"bids\":" + filler + "}}";
    }

    @Test
    void itIsAVenueOfItsOwn() {
        var exchange = BinanceExchange.us(List.of());

        assertThat(exchange.venue().source()).isEqualTo("binance-us");
        assertThat(exchange.symbol("BTTUSD")).isEqualTo("BTT/USD");
    }
}
