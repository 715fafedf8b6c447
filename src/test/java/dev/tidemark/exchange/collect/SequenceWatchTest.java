package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Intake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SequenceWatchTest {

    private final SequenceWatch watch = new SequenceWatch();

    @Test
    void aCounterWithoutAJumpLosesNothing() {
        assertThat(lost(0, 1, 2, 3, Intake.NO_SEQUENCE, 4)).isEmpty();
    }

    @Test
    void aJumpNamesTheFirstAndTheLastLost() {
        assertThat(lost(0, 1, 5, 6, 8)).containsExactly(new SequenceWatch.Lost(2, 4), new SequenceWatch.Lost(7, 7));
    }

    @Test
    void aCounterMayBeginAnywhereAndBeginAnew() {
        assertThat(lost(700, 701, 0, 1, 2)).isEmpty();
    }

    @Test
    void severalRecordedConnectionsOnOneSocketAreToldApart() {
        assertThat(lost(0, 1, 2, 0, 3, 1, 4, 2, 3, 5)).isEmpty();
        assertThat(lost(8)).containsExactly(new SequenceWatch.Lost(6, 7));
    }

    @Test
    void theCountersAreBounded() {
        for (int from = 1_000; from > 0; from -= 10) {
            assertThat(lost(from)).isEmpty();
        }
    }

    private List<SequenceWatch.Lost> lost(long... sequences) {
        var all = new ArrayList<SequenceWatch.Lost>();
        for (long sequence : sequences) {
            SequenceWatch.Lost lost = watch.next(sequence);
            if (lost != null) {
                all.add(lost);
            }
        }
        return all;
    }
}
