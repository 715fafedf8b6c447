package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.SampleComparison.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleComparisonTest {

    private static final int ROWS = 1_000;

    private record Stored(String point, long timeUs, double value) {}

    private static Result compare(List<Stored> stored) {
        var expected = new SampleBatch(ROWS);
        for (int time = 0; time < ROWS / 2; time++) {
            expected.add(new Series(Dataset.SAMPLES, "a", "p2"), time, time);
            expected.add(new Series(Dataset.SAMPLES, "a", "p10"), time, -time);
        }
        var comparison = new SampleComparison(expected);
        stored.forEach(row -> comparison.add(row.point(), row.timeUs(), row.value()));
        return comparison.end();
    }

    private static List<Stored> good() {
        List<Stored> rows = new ArrayList<>();
        for (int time = 0; time < ROWS / 2; time++) {
            rows.add(new Stored("p10", time, -time));
        }
        for (int time = 0; time < ROWS / 2; time++) {
            rows.add(new Stored("p2", time, time));
        }
        return rows;
    }

    @Test
    void theSameRowsAreTheSame() {
        assertThat(compare(good())).isEqualTo(new Result(ROWS, 0, List.of()));
    }

    @Test
    void oneMissingRowIsFoundWhereverItIs() {
        for (int row : List.of(0, 1, ROWS / 2 - 1, ROWS / 2, ROWS - 1)) {
            List<Stored> stored = good();
            Stored gone = stored.remove(row);
            assertThat(compare(stored))
                    .isEqualTo(new Result(
                            ROWS - 1,
                            1,
                            List.of("missing: " + gone.point() + "@" + gone.timeUs() + "=" + gone.value())));
        }
    }

    @Test
    void oneRowThatIsThereTwiceIsFoundWhateverItsValue() {
        for (int row : List.of(0, ROWS / 2, ROWS - 1)) {
            List<Stored> stored = good();
            Stored again = stored.get(row);
            stored.add(row + 1, new Stored(again.point(), again.timeUs(), again.value() + row));
            assertThat(compare(stored).faults()).isEqualTo(1);
            assertThat(compare(stored).examples().getFirst()).startsWith("twice: " + again.point());
        }
    }

    @Test
    void aWrongValueAndARowOfNobodyAreFound() {
        List<Stored> stored = good();
        stored.set(7, new Stored("p10", 7, 7.5));
        stored.add(new Stored("p3", 1, 1));
        assertThat(compare(stored))
                .isEqualTo(new Result(ROWS - 1, 2, List.of("another value: p10@7=7.5", "not expected: p3@1=1.0")));
    }
}
