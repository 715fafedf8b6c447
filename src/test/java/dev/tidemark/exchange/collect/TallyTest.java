package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void kindsBeyondTheBoundAreOther() {
        for (int i = 0; i < 1_000; i++) {
            tally.count("kind-" + i);
            tally.count("kind-0");
        }
        assertThat(tally.toMap()).hasSize(Tally.MAX_KINDS + 1).containsEntry("kind-0", 1_001L);
        assertThat(tally.toMap()).containsEntry(Tally.OTHER, 1_000L - Tally.MAX_KINDS);
    }

    @Test
    void longKindsAreCut() {
        tally.count("x".repeat(10_000));
        tally.count("x".repeat(20_000));
        assertThat(tally.toMap()).hasSize(1).containsValue(2L);
    }
}
