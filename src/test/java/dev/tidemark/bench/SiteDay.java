package dev.tidemark.bench;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import java.time.LocalDate;
import java.util.SplittableRandom;

/// A made-up site: points of five kinds, a sample a minute of each, at times that are off by some milliseconds.
///
/// The same point on the same day always has the same samples.
final class SiteDay {

    static final String SITE = "bench-site";
    static final int SAMPLES = 1_440;

    private static final long DAY_US = 86_400_000_000L;
    private static final long MINUTE_MS = 60_000;
    private static final int JITTER_MS = 2_000;
    private static final int KINDS = 5;

    private final Series[] points;

    SiteDay(int count) {
        points = new Series[count];
        for (int i = 0; i < count; i++) {
            String name = String.format("building-%02d/ahu-%03d/point-%04d", i / 400, i / 40, i);
            points[i] = new Series(Dataset.SAMPLES, SITE, name);
        }
    }

    int points() {
        return points.length;
    }

    Series point(int index) {
        return points[index];
    }

    /// Appends a day of a point.
    void append(SampleBatch to, int index, LocalDate day) {
        var random = new SplittableRandom(day.toEpochDay() * 100_003 + index);
        long startMs = day.toEpochDay() * DAY_US / 1_000;
        double value = 20 + index % 7;
        for (int minute = 0; minute < SAMPLES; minute++) {
            value = next(index % KINDS, value, random);
            long timeMs = startMs + minute * MINUTE_MS + random.nextInt(JITTER_MS);
            to.add(points[index], timeMs * 1_000, value);
        }
    }

    /// Status, set-point, temperature in tenths, measurement with all its digits, counter.
    private static double next(int kind, double before, SplittableRandom random) {
        return switch (kind) {
            case 0 -> random.nextInt(50) == 0 ? 1 - Math.min(1, Math.floor(before % 2)) : Math.floor(before % 2);
            case 1 -> random.nextInt(200) == 0 ? 18 + random.nextInt(12) * 0.5 : before;
            case 2 -> Math.round((before + (random.nextInt(3) - 1) * 0.1) * 10) / 10.0;
            case 3 -> before + random.nextDouble() - 0.5;
            default -> Math.floor(before) + random.nextInt(10);
        };
    }
}
