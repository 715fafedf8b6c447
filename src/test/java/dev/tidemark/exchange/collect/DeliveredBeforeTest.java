package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeliveredBeforeTest {

    private static final Series BTC = new Series(Dataset.TICKS, "binance", "BTC/USDT");
    private static final Series ETH = new Series(Dataset.TICKS, "binance", "ETH/USDT");

    @Test
    void whatIsStoredIsTheSameDeliveryUpToTheLastOfEqualTimes() {
        var filter = new DeliveredBefore(Map.of(BTC, new DeliveredBefore.Mark(20, 2))).filter("binance");
        assertThat(admitted(filter.view(), BTC, 10, 20, 20, 20, 21)).containsExactly(false, false, false, true, true);
    }

    @Test
    void aSeriesThatIsNotStoredIsNewFromItsBeginning() {
        var filter = new DeliveredBefore(Map.of(BTC, new DeliveredBefore.Mark(20, 2))).filter("binance");
        assertThat(admitted(filter.view(), ETH, 10, 10)).containsExactly(true, true);
    }

    @Test
    void aSecondConnectionBeginsAtTheFirstFrameAndGoesOnWhereTheFirstOneWasCut() {
        var filter = DeliveredBefore.NOTHING.filter("binance");
        assertThat(admitted(filter.view(), BTC, 10, 20, 20)).containsExactly(true, true, true);
        assertThat(admitted(filter.view(), BTC, 10, 20, 20, 20, 30)).containsExactly(false, false, false, true, true);
    }

    @Test
    void theMarksOfOtherVenuesAreLeftOut() {
        var filter = new DeliveredBefore(Map.of(BTC, new DeliveredBefore.Mark(20, 2))).filter("kraken");
        assertThat(admitted(filter.view(), BTC, 10)).containsExactly(true);
    }

    private static List<Boolean> admitted(DeliveredBefore.View view, Series series, long... receivedUs) {
        var all = new ArrayList<Boolean>();
        for (long us : receivedUs) {
            all.add(view.admits(series, us));
        }
        return all;
    }
}
