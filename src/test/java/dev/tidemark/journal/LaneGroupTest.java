package dev.tidemark.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Backoff;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneGroupTest {

    private static final UUID JOURNAL = UUID.randomUUID();
    private static final Series SERIES = new Series(Dataset.TICKS, "binance", "BTC/USDT");

    private final LaneGroup group = new LaneGroup(
            Dataset.TICKS,
            new BatchConfig(100, Duration.ofSeconds(5), 250, 1),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1)));

    @Test
    void aBatchIsDueAtItsSize() {
        offer(1, 99, 0);
        assertThat(group.isDue(4_999, false)).isFalse();
        offer(2, 1, 10);
        assertThat(group.isDue(11, false)).isTrue();
    }

    @Test
    void aBatchIsDueAtTheAgeOfItsOldestRow() {
        offer(1, 1, 1_000);
        offer(2, 1, 5_000);
        assertThat(group.dueMs()).isEqualTo(6_000);
        assertThat(group.isDue(5_999, false)).isFalse();
        assertThat(group.isDue(6_000, false)).isTrue();
    }

    @Test
    void aFrameWithoutRowsIsDueAtItsAge() {
        offer(1, 0, 0);
        assertThat(group.isDue(5_000, false)).isTrue();
        assertThat(group.take(JOURNAL).moves())
                .containsExactly(new WriteBatch.Move(SERIES.lane(), Position.START, new Position(1, 1)));
    }

    @Test
    void theNextBatchGrowsWhileOneIsInFlight() {
        offer(1, 100, 0);
        WriteBatch first = group.take(JOURNAL);
        offer(2, 200, 1);
        assertThat(group.isDue(10_000, false)).isFalse();
        group.stored();
        assertThat(group.isDue(2, false)).isTrue();
        WriteBatch second = group.take(JOURNAL);
        assertThat(first.rows().size()).isEqualTo(100);
        assertThat(second.rows().size()).isEqualTo(200);
        assertThat(second.moves().getFirst().from())
                .isEqualTo(first.moves().getFirst().to());
    }

    @Test
    void aBatchHoldsNoMoreThanItsMost() {
        offer(1, 200, 0);
        offer(2, 100, 0);
        assertThat(group.take(JOURNAL).rows().size()).isEqualTo(200);
        assertThat(group.waitingRows()).isEqualTo(100);
    }

    @Test
    void whatWaitsIsDueAtOnceWhenDraining() {
        offer(1, 1, 0);
        assertThat(group.isDue(0, true)).isTrue();
    }

    private void offer(long sequence, int rows, long nowMs) {
        var batch = new TickBatch(rows);
        for (int i = 0; i < rows; i++) {
            batch.add(SERIES, 1_000_000 + i, 1_000_000 + i, 1.5);
        }
        Position from = sequence == 1 ? Position.START : new Position(sequence - 1, 1);
        Position end = new Position(sequence, Math.max(1, rows));
        group.offer(new JournalFrame(SERIES.lane(), sequence, end, batch), previous == null ? from : previous, nowMs);
        previous = end;
    }

    private Position previous;
}
