package dev.tidemark.cold.archive.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.make.RowSource;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.RowCursor;
import dev.tidemark.testkit.RowCursor.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewTradesTest {

    private static final Series SERIES = new Series(Dataset.TRADES, "acme", "BTC/USD");
    private static final int LATE = 1_000;

    @Test
    void tradesThatTheDayHasAreLeftOutAndSoManyAreHeldAtATime() {
        RecordBatch late = trades(0, LATE, 1, 0);
        // Every third of them, at another time.
        RecordBatch day = trades(0, LATE, 3, 5_000);
        var reading = Manner.of(10);
        int[] passes = {0};
        var fresh = new NewTrades(
                RowSource.of(new RowCursor(late, reading)),
                () -> {
                    passes[0]++;
                    return RowSource.of(new RowCursor(day, Manner.of(100)));
                },
                100);

        RecordBatch first = fresh.next();
        assertThat(first).isNotNull();
        assertThat(reading.read().get()).isEqualTo(10);
        List<String> ids = new ArrayList<>();
        for (RecordBatch rows = first; rows != null; rows = fresh.next()) {
            for (int row = 0; row < rows.size(); row++) {
                ids.add(((TradeBatch) rows).tradeId(row));
            }
        }
        fresh.close();

        assertThat(ids)
                .isEqualTo(IntStream.range(0, LATE)
                        .filter(i -> i % 3 != 0)
                        .mapToObj(i -> "t" + i)
                        .toList());
        assertThat(passes[0]).isEqualTo(10);
        assertThat(reading.open().get()).isZero();
    }

    private static RecordBatch trades(int from, int to, int step, long shiftUs) {
        var batch = new TradeBatch(to - from);
        for (int i = from; i < to; i += step) {
            batch.origin(batch.add(SERIES, i * 1_000L + shiftUs, 0, "t" + i, 1, 1, Side.BUY), i + 1);
        }
        return batch;
    }
}
