package dev.tidemark.testkit;

import dev.tidemark.market.NameOrder;
import dev.tidemark.market.SampleBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares what is stored with what should be, row by row as it is read: one row that is missing, doubled, wrong or
/// unasked for is found among millions, and none but the expected ones is held in memory.
public final class SampleComparison {

    private static final int MOST_EXAMPLES = 10;

    private final SampleBatch expected;
    private final int[] order;
    private final List<String> examples = new ArrayList<>();
    private int next;
    private long same;
    private long faults;
    private @Nullable String lastPoint;
    private long lastUs;

    /// @param expected the rows of each point in the order of time
    public SampleComparison(SampleBatch expected) {
        this.expected = expected;
        this.order = byPoint(expected);
    }

    /// How a comparison ended.
    ///
    /// @param same rows that are as they should be
    /// @param faults rows that are missing, doubled, wrong, or should not be there
    /// @param examples of the faults
    public record Result(long same, long faults, List<String> examples) {
        public Result {
            examples = List.copyOf(examples);
        }
    }

    /// Takes the next stored row, by point in the order of names, then time.
    public void add(String point, long timeUs, double value) {
        if (point.equals(lastPoint) && timeUs == lastUs) {
            fault("twice", point, timeUs, value);
            return;
        }
        lastPoint = point;
        lastUs = timeUs;
        while (next < order.length && against(point, timeUs) < 0) {
            missing();
        }
        if (next == order.length || against(point, timeUs) > 0) {
            fault("not expected", point, timeUs, value);
            return;
        }
        if (Double.compare(expected.value(order[next]), value) == 0) {
            same++;
        } else {
            fault("another value", point, timeUs, value);
        }
        next++;
    }

    /// The end of what is stored.
    public Result end() {
        while (next < order.length) {
            missing();
        }
        return new Result(same, faults, examples);
    }

    private int against(String point, long timeUs) {
        int row = order[next];
        int names = NameOrder.INSTANCE.compare(expected.series(row).symbol(), point);
        return names != 0 ? names : Long.compare(expected.timeUs(row), timeUs);
    }

    private void missing() {
        int row = order[next++];
        fault("missing", expected.series(row).symbol(), expected.timeUs(row), expected.value(row));
    }

    private void fault(String what, String point, long timeUs, double value) {
        faults++;
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(what + ": " + point + "@" + timeUs + "=" + value);
        }
    }

    /// The numbers of the rows, by the names of their points, else as they are.
    private static int[] byPoint(SampleBatch rows) {
        Map<String, Integer> pointToCount = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            pointToCount.merge(rows.series(row).symbol(), 1, Integer::sum);
        }
        var points = new TreeSet<>(NameOrder.INSTANCE);
        points.addAll(pointToCount.keySet());
        Map<String, Integer> pointToPlace = new HashMap<>();
        int place = 0;
        for (String point : points) {
            pointToPlace.put(point, place);
            place += pointToCount.getOrDefault(point, 0);
        }
        int[] order = new int[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            String point = rows.series(row).symbol();
            order[pointToPlace.merge(point, 1, Integer::sum) - 1] = row;
        }
        return order;
    }
}
