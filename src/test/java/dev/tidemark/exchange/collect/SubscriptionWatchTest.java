package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.TextExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SubscriptionWatchTest {

    private static final Subscription TICKER = new Subscription(Channel.TICKER, "BTC/USDT");
    private static final Subscription BOOK = new Subscription(Channel.BOOK_TICKER, "BTC/USDT");
    private static final Subscription TRADES = new Subscription(Channel.TRADES, "BTC/USDT");
    private static final Series TRADE_SERIES = new Series(Dataset.TRADES, "text", "BTC/USD");
    private static final Series TICK_SERIES = new Series(Dataset.TICKS, "text", "BTC/USD");

    @Test
    void dataMakesASubscriptionLiveBeforeAndAfterItsAcknowledgement() {
        var watch = watch(TICKER, TRADES);

        watch.data(watch.find(TRADE_SERIES), 10);
        watch.acknowledged(TRADES, 11);
        watch.acknowledged(TICKER, 12);

        assertThat(states(watch)).containsExactly("acknowledged", "live");
    }

    @Test
    void theVenueMayNameASymbolByItsAlias() {
        var watch = watch(TICKER);
        watch.acknowledged(new Subscription(Channel.TICKER, "BTC/USD"), 1);
        assertThat(states(watch)).containsExactly("acknowledged");
    }

    @Test
    void aSubscriptionWithoutDataBecomesSilentWhateverItsAcknowledgement() {
        var watch = watch(TICKER, TRADES);
        watch.acknowledged(TICKER, 1);
        watch.tend(1_001);
        assertThat(states(watch)).containsExactly("silent", "silent");
        assertThat(watch.isAllSilent()).isTrue();

        watch.data(watch.find(TRADE_SERIES), 1_002);
        assertThat(states(watch)).containsExactly("silent", "live");
        assertThat(watch.isAllSilent()).isFalse();
        assertThat(watch.hasTrouble()).isTrue();
    }

    @Test
    void theWaitBeginsAnewAfterAPause() {
        var watch = watch(TRADES);
        watch.data(watch.find(TRADE_SERIES), 10);
        watch.forgive(5_000);
        watch.tend(5_500);
        assertThat(states(watch)).containsExactly("live");
        assertThat(watch.stats().getFirst().lastDataUs()).isEqualTo(10);
    }

    @Test
    void aRejectionStaysVisibleBesideALiveSibling() {
        var watch = watch(TICKER, BOOK);
        watch.rejected(BOOK, "no such stream", 5);
        watch.data(watch.find(TICK_SERIES), 6);
        watch.tend(5_000);
        assertThat(states(watch)).containsExactly("silent", "rejected");
        assertThat(watch.stats().getLast().reason()).isEqualTo("no such stream");
    }

    @Test
    void aRejectionThatNamesNothingIsShownWithAllThatHaveNoAnswer() {
        var watch = watch(TICKER, TRADES);
        watch.acknowledged(TICKER, 1);
        watch.rejected(null, "bad request", 2);
        assertThat(watch.stats().getFirst().reason()).isNull();
        assertThat(watch.stats().getLast().reason()).isEqualTo("bad request");
        assertThat(states(watch)).containsExactly("acknowledged", "requested");
    }

    @Test
    void aSuccessorHasCaughtUpOnceItHasDataForAllThatIsLive() {
        var old = watch(TICKER, TRADES);
        old.data(old.find(TRADE_SERIES), 1);
        var next = watch(TICKER, TRADES);
        assertThat(next.hasCaughtUpWith(old)).isFalse();
        next.data(next.find(TRADE_SERIES), 2);
        assertThat(next.hasCaughtUpWith(old)).isTrue();
    }

    private static SubscriptionWatch watch(Subscription... subscriptions) {
        var exchange = TextExchange.of("text");
        var names = new SeriesNames(exchange, Map.of("USDT", "USD"));
        return new SubscriptionWatch(exchange, names, List.of(subscriptions), 1_000, 0);
    }

    private static List<String> states(SubscriptionWatch watch) {
        return watch.stats().stream().map(each -> each.state()).toList();
    }
}
