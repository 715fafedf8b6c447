package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.RecordedFrameClock;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.binance.BinanceExchange;
import dev.tidemark.exchange.coinbase.CoinbaseAdvancedExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The small parts of a connection.
final class WatchesTest {

    @Test
    void theSkewIsThatOfTheFastestRecords() {
        var skew = new ClockSkew();
        assertThat(skew.millis()).isNull();
        skew.note(5, 5);
        assertThat(skew.millis()).isNull();
        skew.note(1_000_000, 900_000_000);
        skew.note(901_274_000, 900_000_000);
        skew.note(901_200_000, 900_000_000);
        assertThat(skew.millis()).isEqualTo(1_274);
        for (int i = 0; i < 2_000; i++) {
            skew.note(900_000_000, 900_003_500);
        }
        assertThat(skew.millis()).isEqualTo(-4);
    }

    @Test
    void attemptsAreSpacedByTheVenuesInterval() {
        var gate = new ConnectGate(Duration.ofSeconds(1));
        assertThat(gate.reserve(1_000)).isZero();
        assertThat(gate.reserve(1_000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(gate.reserve(501_000)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(gate.reserve(10_000_000)).isZero();
    }

    @Test
    void anAcknowledgedMessageStandsForItsSubscriptions() {
        var many = new ArrayList<Subscription>();
        for (int i = 0; i < 250; i++) {
            many.add(new Subscription(Channel.TRADES, "C" + i + "/USDT"));
        }
        var byMessage = MessageSubscriptions.of(BinanceExchange.com(List.of()), many);
        assertThat(byMessage).hasSize(2);
        assertThat(byMessage.getFirst()).isEqualTo(many.subList(0, 200));
        assertThat(byMessage.getLast()).isEqualTo(many.subList(200, 250));
    }

    @Test
    void messagesThatAreGroupedByChannelAreToldApart() {
        var ticker = new Subscription(Channel.TICKER, "BTC/USD");
        var trades = new Subscription(Channel.TRADES, "BTC/USD");
        var more = new Subscription(Channel.TICKER, "ETH/USD");
        var byMessage = MessageSubscriptions.of(new CoinbaseAdvancedExchange(), List.of(ticker, trades, more));
        assertThat(byMessage).contains(List.of(ticker, more), List.of(trades));
    }

    @Test
    void aRecordedMessageBeginsWithItsTime() {
        var clock = new RecordedFrameClock();
        assertThat(clock.receivedUs(bytes("xx1723161253937085 {}"), 2, 19, 7)).isEqualTo(1_723_161_253_937_085L);
        assertThat(clock.prefixLength(bytes("xx1723161253937085 {}"), 2, 19)).isEqualTo(17);
        for (String without : List.of("", "{}", "123", " x", "99999999999999999999 x")) {
            byte[] message = bytes(without);
            assertThat(clock.prefixLength(message, 0, message.length)).isZero();
            assertThat(clock.receivedUs(message, 0, message.length, 7)).isEqualTo(7);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
