package dev.tidemark.cold.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.market.Dataset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final long JOURNAL = 1L << 54;

    @Test
    void fewRowsWaitUntilTheyAreOldEnough() {
        Piece young = piece("BTC/USD", 1, JOURNAL, 10, NOON.minusSeconds(10));
        Piece old = piece("ETH/USD", 2, JOURNAL, 10, NOON.minusSeconds(300));

        assertThat(Cut.of(List.of(young, old), 1_000, NOON.minusSeconds(300))).containsExactly(new Cut(List.of(old)));
    }

    @Test
    void whatIsFullIsCutAndTheRestWaits() {
        List<Piece> pieces = List.of(
                piece("BTC/USD", 1, JOURNAL, 600, NOON),
                piece("BTC/USD", 1, JOURNAL + 5_000, 400, NOON),
                piece("BTC/USD", 1, JOURNAL + 9_000, 10, NOON));

        assertThat(Cut.of(pieces, 1_000, NOON.minusSeconds(300))).containsExactly(new Cut(pieces.subList(0, 2)));
    }

    @Test
    void neighboursOfOneJournalBecomeOneSpanAndNeverThoseOfTwo() {
        var cut = new Cut(List.of(
                piece("BTC/USD", 1, JOURNAL, 10, NOON),
                piece("BTC/USD", 1, JOURNAL + 500, 10, NOON),
                piece("BTC/USD", 1, 2 * JOURNAL, 10, NOON),
                piece("BTC/USD", 3, JOURNAL, 10, NOON)));

        assertThat(cut.spans())
                .containsExactlyInAnyOrder(
                        new Cut.Span(1, JOURNAL, JOURNAL + 510),
                        new Cut.Span(1, 2 * JOURNAL, 2 * JOURNAL + 10),
                        new Cut.Span(3, JOURNAL, JOURNAL + 10));
        assertThat(cut.rows()).isEqualTo(40);
    }

    private static Piece piece(String symbol, int series, long begins, int rows, Instant since) {
        var day = new PartitionDay(new Partition(Dataset.TICKS, symbol), LocalDate.of(2026, 3, 4));
        return new Piece(day, series, begins, begins + rows, rows, 5, 9, since);
    }
}
