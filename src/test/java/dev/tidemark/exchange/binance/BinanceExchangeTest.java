package dev.tidemark.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeContract;
import dev.tidemark.exchange.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BinanceExchangeTest extends ExchangeContract {

    private final BinanceExchange exchange = BinanceExchange.com(List.of());

    BinanceExchangeTest() {
        super(BinanceExchange.com(List.of()));
    }

    @Override
    protected List<String> defaultSymbols() {
        return List.of("BTC/USDT", "ETH/USDT", "XRP/USDT", "ADA/USDT", "SOL/USDT");
    }

    @Override
    protected String unknownMessage(String type) {
        return "{\"stream\":\"btcusdt@new\",\"data\":{\"e\":\"" + type + "\",\"s\":\"BTCUSDT\",\"p\":\"1\"}}";
    }

    @Override
    protected String passedOverMessage(String filler) {
        return "{\"stream\":\"btcusdt@depth\",\"data\":{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"b\":" + filler + "}}";
    }

    @Test
    void streamsAreLowerCaseAndNumberedMessagesHoldTwoHundred() {
        assertThat(exchange.subscribe(List.of(
                        new Subscription(Channel.TICKER, "BTC/USDT"),
                        new Subscription(Channel.BOOK_TICKER, "BTC/USDT"),
                        new Subscription(Channel.TRADES, "币安人生/USDT"))))
                .containsExactly("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@ticker\",\"btcusdt@bookTicker\","
                        + "\"币安人生usdt@trade\"],\"id\":1}");
        List<Subscription> many = IntStream.range(0, 450)
                .mapToObj(i -> new Subscription(Channel.TRADES, "C" + i + "/USDT"))
                .toList();
        assertThat(exchange.subscribe(many)).hasSize(3).last().asString().endsWith(",\"id\":3}");
    }

    @Test
    void theLongestQuoteThatFitsSeparates() {
        assertThat(exchange.symbol("BTCUSDT")).isEqualTo("BTC/USDT");
        assertThat(exchange.symbol("ETHBTC")).isEqualTo("ETH/BTC");
        assertThat(exchange.symbol("FDUSDUSDT")).isEqualTo("FDUSD/USDT");
        assertThat(exchange.symbol("BTCFDUSD")).isEqualTo("BTC/FDUSD");
        assertThat(exchange.symbol("USDCUSDT")).isEqualTo("USDC/USDT");
        assertThat(exchange.symbol("BTCTRY")).isEqualTo("BTC/TRY");
        assertThat(exchange.symbol("币安人生USDT")).isEqualTo("币安人生/USDT");
        assertThat(exchange.symbol("USDT")).isEqualTo("USDT");
    }

    @Test
    void aSubscribedNameNeedsNoGuess() {
        var knowing = BinanceExchange.com(List.of("ABC/NEWQ", "BT/TUSD", "plain"));

        assertThat(knowing.symbol("ABCNEWQ")).isEqualTo("ABC/NEWQ");
        assertThat(BinanceExchange.com(List.of("BTT/USD")).symbol("BTTUSD")).isEqualTo("BTT/USD");
        assertThat(knowing.symbol("BTTUSD")).isEqualTo("BT/TUSD");
    }

    @Test
    void theVenuesOwnLimitsAreKept() {
        var venue = exchange.venue();

        assertThat(venue.maxSubscriptionsPerConnection()).isEqualTo(1024);
        assertThat(venue.minSendInterval()).isGreaterThan(Duration.ofMillis(200));
        assertThat(venue.minConnectInterval()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(venue.maxConnectionAge()).isLessThan(Duration.ofHours(24));
    }
}
