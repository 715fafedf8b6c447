package dev.tidemark.query.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ReducersTest {

    private static final TimeRange RANGE = new TimeRange(0, 1_000_000);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private record Row(String name, long timeUs, double value) {}

    private SampleBatch samples(int points, int most) {
        var batch = new SampleBatch(16);
        for (int point = 0; point < points; point++) {
            var series = new Series(Dataset.SAMPLES, "north", "p" + point);
            long at = 0;
            for (int i = random.nextInt(most); i > 0; i--) {
                at += 1 + random.nextInt((int) (RANGE.toUs() / most) - 1);
                batch.add(series, at, random.nextGaussian() * 100);
            }
        }
        return batch;
    }

    private static List<List<Double>> reduced(RecordBatch rows, Reduction reduction, List<Row> into) {
        var cursor = new ReducedCursor(new RowCursor(rows, RowCursor.Manner.of(7)), rows.dataset(), reduction, RANGE);
        List<List<Double>> values = new ArrayList<>();
        for (var batch = Await.result(cursor.next()); batch.isPresent(); batch = Await.result(cursor.next())) {
            for (int row = 0; row < batch.get().size(); row++) {
                into.add(new Row(
                        batch.get().name(row),
                        batch.get().timeUs(row),
                        batch.get().value(row, 0)));
                List<Double> all = new ArrayList<>();
                for (int column = 0; column < reduction.labels().size(); column++) {
                    all.add(batch.get().value(row, column));
                }
                values.add(all);
            }
        }
        return values;
    }

    @RepeatedTest(30)
    void bucketsAreWhatANaiveReaderMakesOfThem() {
        long interval = 1L + random.nextInt(200_000);
        SampleBatch rows = samples(3, 300);
        var expected = new TreeMap<String, List<Double>>();
        for (int row = 0; row < rows.size(); row++) {
            String key = rows.series(row).symbol() + String.format("%09d", rows.timeUs(row) / interval * interval);
            expected.computeIfAbsent(key, bucket -> new ArrayList<>()).add(rows.value(row));
        }
        List<Row> places = new ArrayList<>();
        List<List<Double>> values = reduced(rows, new Reduction.Buckets(interval, List.of(Aggregate.values())), places);

        assertThat(places.stream().map(row -> row.name + String.format("%09d", row.timeUs)))
                .as("seed " + seed)
                .containsExactlyElementsOf(expected.keySet());
        var each = expected.values().iterator();
        values.forEach(row -> same(row, naive(each.next())));
    }

    private static void same(List<Double> row, double[] naive) {
        for (int column = 0; column < naive.length; column++) {
            if (Double.isNaN(naive[column])) {
                assertThat(row.get(column)).isNaN();
            } else {
                assertThat(row.get(column)).isCloseTo(naive[column], within(1e-9));
            }
        }
    }

    private static double[] naive(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        int n = sorted.length;
        double sum = Arrays.stream(sorted).sum();
        double squares = Arrays.stream(sorted)
                .map(value -> (value - sum / n) * (value - sum / n))
                .sum();
        return new double[] {
            sum / n,
            sorted[0],
            sorted[n - 1],
            sum,
            n,
            values.getFirst(),
            values.getLast(),
            n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)),
            quantile(sorted, 0.5),
            quantile(sorted, 0.95)
        };
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = (int) Math.ceil(at);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    @RepeatedTest(30)
    void lttbIsTheOneOfTheThesis() {
        int points = 2 + random.nextInt(60);
        SampleBatch rows = samples(1, 500);
        List<Row> chosen = new ArrayList<>();
        reduced(rows, new Reduction.Chart(points, Reduction.Choice.LTTB), chosen);

        assertThat(chosen.stream().map(Row::timeUs)).as("seed " + seed).isEqualTo(naiveLttb(rows, points));
    }

    /// As in the pseudo-code of the thesis, on lists.
    private static List<Long> naiveLttb(SampleBatch rows, int points) {
        int n = rows.size();
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(rows.timeUs(i));
        }
        if (n <= points) {
            return all;
        }
        if (points == 2) {
            return List.of(all.getFirst(), all.getLast());
        }
        List<Long> chosen = new ArrayList<>(List.of(all.getFirst()));
        double every = (double) (n - 2) / (points - 2);
        int a = 0;
        for (int i = 0; i < points - 2; i++) {
            int from = (int) Math.floor(i * every) + 1;
            int to = (int) Math.floor((i + 1) * every) + 1;
            int end = Math.min((int) Math.floor((i + 2) * every) + 1, n);
            double x = 0;
            double y = 0;
            for (int j = to; j < end; j++) {
                x += rows.timeUs(j);
                y += rows.value(j);
            }
            x /= end - to;
            y /= end - to;
            double most = -1;
            int best = from;
            for (int j = from; j < to; j++) {
                double area = Math.abs((rows.timeUs(a) - x) * (rows.value(j) - rows.value(a))
                                - (rows.timeUs(a) - rows.timeUs(j)) * (y - rows.value(a)))
                        / 2;
                if (area > most) {
                    most = area;
                    best = j;
                }
            }
            chosen.add(rows.timeUs(best));
            a = best;
        }
        chosen.add(all.getLast());
        return chosen;
    }

    @RepeatedTest(20)
    void minMaxKeepsTheExtremesOfEachStretch() {
        int points = 2 + random.nextInt(60);
        SampleBatch rows = samples(2, 400);
        List<Row> chosen = new ArrayList<>();
        reduced(rows, new Reduction.Chart(points, Reduction.Choice.MINMAX), chosen);

        var stretches = new TreeMap<String, List<Row>>();
        for (int row = 0; row < rows.size(); row++) {
            long stretch = (long) ((double) rows.timeUs(row) / RANGE.toUs() * Math.max(1, points / 2));
            stretches
                    .computeIfAbsent(
                            rows.series(row).symbol() + String.format("%05d", stretch), key -> new ArrayList<>())
                    .add(new Row(rows.series(row).symbol(), rows.timeUs(row), rows.value(row)));
        }
        List<Row> expected = new ArrayList<>();
        for (List<Row> stretch : stretches.values()) {
            Row least = stretch.stream()
                    .min(java.util.Comparator.comparingDouble(Row::value))
                    .orElseThrow();
            Row most = stretch.stream()
                    .max(java.util.Comparator.comparingDouble(Row::value))
                    .orElseThrow();
            expected.add(least.timeUs <= most.timeUs ? least : most);
            if (!least.equals(most)) {
                expected.add(least.timeUs <= most.timeUs ? most : least);
            }
        }
        assertThat(chosen).as("seed " + seed).isEqualTo(expected);
    }

    @Test
    void bucketsOfFeedsComeByTimeThenSource() {
        var rows = new TickBatch(8);
        for (int i = 0; i < 8; i++) {
            rows.add(new Series(Dataset.TICKS, i % 2 == 0 ? "b" : "a", "BTC/USD"), i * 10L, 0, i);
        }
        List<Row> buckets = new ArrayList<>();
        reduced(rows, new Reduction.Buckets(40, List.of(Aggregate.SUM)), buckets);

        assertThat(buckets)
                .containsExactly(new Row("a", 0, 4), new Row("b", 0, 2), new Row("a", 40, 12), new Row("b", 40, 10));
    }

    @Test
    void aChartOfMoreThanCanBeHeldKeepsItsExtremes() {
        var reducer = new LttbReducer("p", new TimeRange(0, 2_000_000), 50, 4_000);
        var out = new ReducedBatch(1);
        for (int i = 0; i < 1_000_000; i++) {
            reducer.add(i, i == 123_456 ? 1_000 : i == 777_777 ? -1_000 : Math.sin(i / 50_000.0), out);
        }
        reducer.end(out);

        List<Double> values = new ArrayList<>();
        for (int row = 0; row < out.size(); row++) {
            values.add(out.value(row, 0));
        }
        assertThat(out.size()).isEqualTo(50);
        assertThat(values).contains(1_000.0, -1_000.0);
        assertThat(out.timeUs(49)).isEqualTo(999_999);
    }

    @Test
    void quantilesOfMoreThanCanBeHeldAreNear() {
        var quantiles = new Quantiles();
        for (int i = 0; i < 5_000_000; i++) {
            quantiles.add((double) ((i * 7_919L) % 5_000_000));
        }
        assertThat(quantiles.at(0.5)).isCloseTo(2_500_000, within(2_500.0));
        assertThat(quantiles.at(0.95)).isCloseTo(4_750_000, within(2_500.0));
    }
}
