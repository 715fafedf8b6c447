package dev.tidemark.history.backfill.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.HotDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DaySamplesTest {

    private static final LocalDate DATE = LocalDate.of(2026, 3, 1);
    private static final TimeRange DAY = TimeRange.ofDays(DATE, DATE.plusDays(1));

    private static SampleBatch rows(Object... pointTimeValue) {
        var rows = new SampleBatch(8);
        for (int i = 0; i < pointTimeValue.length; i += 3) {
            rows.add(
                    new Series(Dataset.SAMPLES, "site", (String) pointTimeValue[i]),
                    (long) pointTimeValue[i + 1],
                    ((Number) pointTimeValue[i + 2]).doubleValue());
        }
        return rows;
    }

    private static List<String> texts(DaySamples samples) {
        return HotDatabase.texts((SampleBatch) HotDatabase.drain(samples.cursor(), Dataset.SAMPLES));
    }

    /// Fault 3: a day that ended at 23:59:59 lost its last second.
    @Test
    void theDayHoldsItsLastMillisecondAndNothingOfTheNextDay() {
        var samples = new DaySamples(DAY);
        long last = DAY.toUs() - 1_000;
        samples.add(rows("p", DAY.fromUs() - 1_000, 1, "p", DAY.fromUs(), 2, "p", last, 3, "p", DAY.toUs(), 4));
        samples.settle();

        assertThat(texts(samples)).containsExactly("p@" + DAY.fromUs() + "=2.0", "p@" + last + "=3.0");
        assertThat(samples.fetched()).isEqualTo(2);
    }

    @Test
    void ofOnePointAndTimeTheFirstStays() {
        var samples = new DaySamples(DAY);
        long at = DAY.fromUs() + 5_000;
        samples.add(rows("p", at, 1, "q", at, 7, "p", at - 1_000, 2));
        samples.add(rows("p", at, 3, "p", at, 4));
        samples.settle();

        assertThat(texts(samples))
                .containsExactly("p@" + (at - 1_000) + "=2.0", "p@" + at + "=1.0", "q@" + at + "=7.0");
        assertThat(samples.fetched()).isEqualTo(5);
        assertThat(samples.rows()).isEqualTo(3);
        assertThat(texts(samples)).as("walked again").hasSize(3);

        samples.remove(Set.of("p"));
        assertThat(samples.points()).containsExactly("q");
    }

    @Test
    void whateverComesIsSortedByPointAndTime() {
        long seed = Long.getLong("seed", new Random().nextLong());
        var random = new Random(seed);
        var samples = new DaySamples(DAY);
        Map<String, Map<Long, Double>> expected = new TreeMap<>(NameOrder.INSTANCE);
        List<String> names = List.of("b", "a", "\uFFFD", "\uD83D\uDE00", "a/1");
        for (int page = 0; page < 40; page++) {
            var rows = new SampleBatch(1_000);
            for (int i = 0; i < 1_000; i++) {
                String name = names.get(random.nextInt(names.size()));
                long at = DAY.fromUs() + random.nextInt(20_000) * 1_000L;
                double value = random.nextDouble();
                rows.add(new Series(Dataset.SAMPLES, "site", name), at, value);
                expected.computeIfAbsent(name, none -> new TreeMap<>()).putIfAbsent(at, value);
            }
            samples.add(rows);
        }
        samples.settle();

        List<String> texts = new ArrayList<>();
        expected.forEach((name, values) -> values.forEach((at, value) -> texts.add(name + "@" + at + "=" + value)));
        assertThat(texts(samples)).as("seed %d", seed).isEqualTo(texts);
        assertThat(samples.rows()).isEqualTo(texts.size());
    }
}
