import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// The rows and the queries of HotServerBench, with QuestDB: a day of one point, over HTTP as JSON.
///
/// The point is an indexed symbol. Arguments: folder of the jars, points, days, queries.
public final class QuestDbPoints {

    private static final int SAMPLES = 1_440;
    private static final long START_US = 1_767_225_600_000_000L;
    private static final long DAY_US = 86_400_000_000L;

    public static void main(String[] args) throws Exception {
        Path jars = Path.of(args[0]);
        int points = args.length > 1 ? Integer.parseInt(args[1]) : 4_583;
        int days = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        int queries = args.length > 3 ? Integer.parseInt(args[3]) : 500;
        try (var ignored = QuestDbServer.start(jars)) {
            QuestDbServer.exec("CREATE TABLE samples (point SYMBOL CAPACITY 8192 INDEX, value DOUBLE, timestamp TIMESTAMP)"
                    + " timestamp(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, point)");
            long start = System.nanoTime();
            long rows = (long) points * SAMPLES;
            for (int day = 0; day < days; day++) {
                // The values of HotServerBench, in the order of time.
                QuestDbServer.exec("INSERT INTO samples SELECT concat('point-', (x - 1) % " + points + ")::symbol,"
                        + " (((x - 1) % " + points + ") * 7 + (x - 1) / " + points + ") % 1000 / 8.0,"
                        + " (" + (START_US + day * DAY_US) + " + (x - 1) / " + points + " * 60000000L)::timestamp"
                        + " FROM long_sequence(" + rows + ")");
                QuestDbServer.awaitRows("samples", rows * (day + 1));
            }
            System.out.printf("QuestDB: %,d rows in %.0f s%n", rows * days, (System.nanoTime() - start) / 1e9);
            var random = new Random(7);
            double[] ms = new double[queries];
            for (int query = -queries / 5; query < queries; query++) {
                long from = START_US + random.nextInt(days) * DAY_US;
                String sql = "SELECT timestamp, value FROM samples WHERE point = 'point-" + random.nextInt(points)
                        + "' AND timestamp >= " + from + " AND timestamp < " + (from + DAY_US);
                long begun = System.nanoTime();
                String answer = QuestDbServer.exec(sql);
                if (!answer.contains("\"count\":" + SAMPLES)) {
                    throw new IllegalStateException("Expected a day of a point, was " + answer);
                }
                if (query >= 0) {
                    ms[query] = (System.nanoTime() - begun) / 1e6;
                }
            }
            Arrays.sort(ms);
            System.out.printf(
                    "QuestDB: a day of a point, p50 %.2f ms, p99 %.2f ms of %,d queries%n",
                    ms[queries / 2], ms[queries * 99 / 100], queries);
        }
    }
}
