package dev.tidemark.simulation;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import dev.tidemark.simulation.SimulatedOptions.Dirt;
import java.util.List;
import java.util.stream.IntStream;

/// Everything that ever happens in the simulated buildings. Pure: thread-safe, and always the same.
///
/// All points of a site are read at once, each interval. Every tenth one is 627,593 µs later, since real times have
/// such a fraction or none.
public final class SimulatedHistory {

    private static final long SECOND_US = 1_000_000;
    private static final long DAY_US = 86_400 * SECOND_US;
    private static final long FRACTION_US = 627_593;
    private static final int FRACTION_EVERY = 10;
    private static final int KINDS_OF_OBJECT = 3;

    private final SimulatedOptions options;
    private final long intervalUs;
    private final long sinceUs;

    public SimulatedHistory(SimulatedOptions options) {
        this.options = options;
        this.intervalUs = options.interval().toSeconds() * SECOND_US;
        this.sinceUs = options.since().toEpochMilli() * 1_000;
    }

    /// What a reading is.
    public enum Kind {
        GOOD,
        /// Its value is the text `NaN`.
        NAN,
        /// Its value is null.
        NULL,
        /// It never was.
        MISSING
    }

    public List<String> sites() {
        return options.sites();
    }

    public int points() {
        return options.points();
    }

    /// The names of a site's points, in the order of their numbers.
    public List<String> names(String site) {
        return IntStream.range(0, options.points())
                .mapToObj(point -> name(site, point))
                .toList();
    }

    public String name(String site, int point) {
        String object = switch (point % KINDS_OF_OBJECT) {
            case 0 -> "analogInput";
            case 1 -> "analogValue";
            default -> "binaryInput";
        };
        return "demo/" + site + "/10.0.0." + (point / 100 % 250 + 1) + "-" + (point / 100 + 100) + "/" + object + "/"
                + point;
    }

    /// The value of a point at a time, whether it is read then or not: a daily wave with some noise, as a device
    /// that counts in 32 bits says it; of binary points 0 or 1.
    public double value(String site, int point, long timeUs) {
        long hash = hash(site, point, timeUs);
        if (point % KINDS_OF_OBJECT == 2) {
            return hash & 1;
        }
        double wave = Math.sin(2 * Math.PI * (Math.floorMod(timeUs, DAY_US) / (double) DAY_US + point / 97.0));
        double noise = (hash & 0xFFFF) / 65_536.0;
        return (float) (20 + point % 50 + 4 * wave + noise);
    }

    /// What the reading of a point at a time is.
    public Kind kind(String site, int point, long timeUs) {
        Dirt dirt = options.dirt();
        if (dirt.equals(Dirt.NONE)) {
            return Kind.GOOD;
        }
        long hash = hash(site, point, timeUs) >>> 16;
        return isOneOf(dirt.missingEvery(), hash)
                ? Kind.MISSING
                : isOneOf(dirt.nanEvery(), hash >>> 8)
                        ? Kind.NAN
                        : isOneOf(dirt.nullEvery(), hash >>> 12) ? Kind.NULL : Kind.GOOD;
    }

    /// Whether the API knows of a reading.
    ///
    /// @param nowUs in microseconds, as the reading's time
    public boolean isKnown(String site, int point, long timeUs, long nowUs) {
        if (timeUs < sinceUs || timeUs > nowUs || kind(site, point, timeUs) == Kind.MISSING) {
            return false;
        }
        Dirt dirt = options.dirt();
        boolean isLate = isOneOf(dirt.lateEvery(), hash(site, point, timeUs) >>> 20);
        return !isLate || timeUs + dirt.lateBy().toMillis() * 1_000 <= nowUs;
    }

    /// What should be stored of a range by now: good readings, their times cut to whole milliseconds; by time.
    public SampleBatch stored(String site, TimeRange range, long nowUs) {
        var series = names(site).stream()
                .map(name -> new Series(Dataset.SAMPLES, site, name))
                .toList();
        var batch = new SampleBatch(1_024);
        var walk = walk(site, range, nowUs);
        while (walk.next()) {
            if (kind(site, walk.point(), walk.timeUs()) == Kind.GOOD) {
                double value = value(site, walk.point(), walk.timeUs());
                batch.add(series.get(walk.point()), SampleBatch.toWholeMs(walk.timeUs()), value);
            }
        }
        return batch;
    }

    /// The readings of a range that are known, by time, then by point.
    Walk walk(String site, TimeRange range, long nowUs) {
        long toUs = Math.max(range.fromUs(), Math.min(range.toUs(), nowUs + 1));
        return new Walk(site, new TimeRange(range.fromUs(), toUs), nowUs);
    }

    private long hash(String site, int point, long timeUs) {
        long h = options.seed() * 0x9E3779B97F4A7C15L ^ site.hashCode() * 0xBF58476D1CE4E5B9L;
        h ^= point * 0x94D049BB133111EBL ^ timeUs * 0xD6E8FEB86659FD93L;
        h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        return h ^ h >>> 31;
    }

    private static boolean isOneOf(int every, long hash) {
        return every > 0 && Math.floorMod(hash, (long) every) == 0;
    }

    /// Steps from reading to reading.
    final class Walk {
        private final String site;
        private final TimeRange range;
        private final long nowUs;
        private long slotUs;
        private boolean isFraction;
        private int point = -1;

        private Walk(String site, TimeRange range, long nowUs) {
            this.site = site;
            this.range = range;
            this.nowUs = nowUs;
            long from = Math.max(sinceUs, range.fromUs());
            this.slotUs = Math.floorDiv(from - SECOND_US, intervalUs) * intervalUs;
        }

        /// Steps to the next reading; false where there is none.
        boolean next() {
            while (slotUs < range.toUs()) {
                if (!range.contains(timeUs()) || ++point >= options.points()) {
                    turn();
                } else if (isFraction == isLater(point) && isKnown(site, point, timeUs(), nowUs)) {
                    return true;
                }
            }
            return false;
        }

        int point() {
            return point;
        }

        long timeUs() {
            return isFraction ? slotUs + FRACTION_US : slotUs;
        }

        private void turn() {
            point = -1;
            slotUs = isFraction ? slotUs + intervalUs : slotUs;
            isFraction = !isFraction;
        }

        private static boolean isLater(int ofPoint) {
            return ofPoint % FRACTION_EVERY == FRACTION_EVERY - 1;
        }
    }
}
