package dev.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Partition;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.InMemoryLake;
import dev.tidemark.testkit.RowCursor;
import dev.tidemark.testkit.RowCursor.Manner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LateTradesTest {

    private static final Partition BTC = new Partition(Dataset.TRADES, "BTC/USD");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int LATE = 1_000;

    private final InMemoryLake lake = new InMemoryLake(Manner.of(100));
    private final Manner reading = Manner.of(10);

    @Test
    void tradesThatTheOwnerHasAreLeftOutAndSoManyAreHeldAtATime() {
        // Every third of them, at another time; those of the second day have no owner.
        ColdFile owner = lake.put(1, BTC, ColdFile.Kind.DAY, List.of(DAY), trades(0, 3, 5_000));
        RecordBatch late = trades(0, 1, 0);
        late.copyAll(trades(Feed.DAY_US, 1, 0));
        var fresh = new LateTrades(new RowCursor(late, reading), Map.of(DAY, owner), lake, 100);

        Optional<RecordBatch> rows = Await.result(fresh.next());
        assertThat(reading.read().get()).isEqualTo(10);
        List<String> ids = new ArrayList<>();
        while (rows.isPresent()) {
            for (int row = 0; row < rows.get().size(); row++) {
                ids.add(((TradeBatch) rows.get()).tradeId(row));
            }
            rows = Await.result(fresh.next());
        }
        assertThat(Await.result(fresh.next())).isEmpty();
        Await.result(fresh.close());

        List<String> expected = new ArrayList<>();
        IntStream.range(0, LATE).filter(i -> i % 3 != 0).forEach(i -> expected.add("t" + i));
        IntStream.range(0, LATE).forEach(i -> expected.add("t" + i));
        assertThat(ids).isEqualTo(expected);
        assertThat(lake.opened()).isEqualTo(10);
        assertThat(reading.open().get()).isZero();
    }

    @Test
    void anOwnerThatIsGoneIsAFailure() {
        ColdFile owner = lake.put(1, BTC, ColdFile.Kind.DAY, List.of(DAY), trades(0, 3, 0));
        lake.lose(owner);
        var fresh = new LateTrades(new RowCursor(trades(0, 1, 0), reading), Map.of(DAY, owner), lake, 100);

        assertThat(Await.failure(fresh.next())).isInstanceOf(ColdFault.Missing.class);
        Await.result(fresh.close());
        assertThat(reading.open().get()).isZero();
    }

    /// One a millisecond.
    private static RecordBatch trades(long afterUs, int step, long shiftUs) {
        var series = new Series(Dataset.TRADES, "acme", "BTC/USD");
        var batch = new TradeBatch(LATE);
        long startUs = DAY.toEpochDay() * Feed.DAY_US + afterUs;
        for (int i = 0; i < LATE; i += step) {
            batch.origin(batch.add(series, startUs + i * 1_000L + shiftUs, 0, "t" + i, 1, 1, Side.BUY), i + 1);
        }
        return batch;
    }
}
