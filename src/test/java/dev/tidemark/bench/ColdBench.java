package dev.tidemark.bench;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdInspector.Inspected;
import dev.tidemark.cold.ColdReadCounters;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.IndexCodec;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.parquet.read.ParquetColdInspector;
import dev.tidemark.cold.parquet.read.ParquetColdReader;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One point over a whole lake that [LakeBench] has made: out of its day files, out of its month files, and DuckDB on
/// the day files. Reading alone, without HTTP; nothing is kept from one run to the next but what the system keeps.
///
/// Arguments: folder, rounds (7).
public final class ColdBench {

    private static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE / 2);
    private static final ReadLimits NOTHING_KEPT = new ReadLimits(64, 10_000, 0, 2 << 20);

    private final Path root;
    private final Vertx vertx = Vertx.vertx();
    private final WorkerExecutor workers =
            vertx.createSharedWorkerExecutor("cold-bench", Runtime.getRuntime().availableProcessors());

    private ColdBench(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws SQLException {
        if (args.length == 0) {
            throw new IllegalArgumentException("Expected the folder of a lake");
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        new ColdBench(Path.of(args[0])).measure(rounds);
        System.exit(0);
    }

    private void measure(int rounds) throws SQLException {
        Lake ofDayFiles = open("days");
        Lake ofMonthFiles = open("months");
        List<ColdFile> days = files(ofDayFiles.store(), "timeseries/");
        List<ColdFile> months = files(ofMonthFiles.store(), "timeseries-months/");
        decodeIndexes(days);
        var index = days.getFirst().facts().index().blocks();
        List<String> names = List.of(
                index.get(index.size() / 2).firstName(),
                index.get(index.size() / 3).lastName(),
                index.get(index.size() / 4).firstName());
        String name = names.getFirst();
        System.out.printf("%-42s %10s %10s %10s %8s %12s%n", "", "first ms", "median ms", "rows", "GETs", "bytes");
        double ofDays = read(ofDayFiles, "a point, all days", days, Set.of(name), rounds);
        double ofMonths = read(ofMonthFiles, "a point, all months", months, Set.of(name), rounds);
        List<ColdFile> quarter = days.subList(0, Math.min(90, days.size()));
        double ofThree = read(ofDayFiles, "three points, 90 days", quarter, Set.copyOf(names), rounds);
        double ofAll = read(ofDayFiles, "all points, one day", days.subList(0, 1), null, rounds);
        try (var duck = new Duck()) {
            duck.run("create view lake as select * from read_parquet('" + root + "/days/timeseries/*/*/*/*.parquet')");
            String select = "select timestamp, value from lake where point_name ";
            ratio(ofDays, ofMonths, duck(duck, "a point", select + "= '" + name + "'", rounds));
            String three = names.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", "));
            String until = " and timestamp < '" + quarter.getLast().toDay() + "'";
            ratio(ofThree, ofThree, duck(duck, "three points, 90 days", select + "in (" + three + ")" + until, rounds));
            String day = "select timestamp, point_name, value from read_parquet('" + root + "/days/"
                    + days.getFirst().key() + "')";
            ratio(ofAll, ofAll, duck(duck, "all points, one day", day, rounds));
        }
    }

    private record Lake(ObjectStore store, ParquetColdReader reader) {}

    private Lake open(String files) {
        ObjectStore store = Await.result(FolderObjectStore.open(vertx, root.resolve(files), new ObjectCounters()));
        return new Lake(store, new ParquetColdReader(vertx, workers, store, NOTHING_KEPT));
    }

    private List<ColdFile> files(ObjectStore store, String prefix) {
        var inspector = new ParquetColdInspector(workers, store);
        List<ObjectFacts> objects = Await.result(store.list(prefix, null, 10_000));
        long start = System.nanoTime();
        List<ColdFile> files = new ArrayList<>();
        for (ObjectFacts object : objects) {
            Inspected file = Await.result(inspector.inspect(object.key(), object.bytes()));
            files.add(new ColdFile(
                    files.size(),
                    object.key(),
                    file.partition(),
                    file.kind(),
                    file.fromDay(),
                    file.toDay(),
                    file.version(),
                    file.lateThrough(),
                    file.facts("unknown")));
        }
        long bytes = objects.stream().mapToLong(ObjectFacts::bytes).sum();
        System.out.printf(
                "%s: %d files of %,d bytes, footers read in %.0f ms%n", prefix, files.size(), bytes, msSince(start));
        return files;
    }

    private static void decodeIndexes(List<ColdFile> files) {
        List<byte[]> encoded = files.stream()
                .map(file -> IndexCodec.encode(file.facts().index()))
                .toList();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            long blocks = 0;
            for (byte[] bytes : encoded) {
                blocks += IndexCodec.decode(bytes).blocks().size();
            }
            best = blocks == 0 ? best : Math.min(best, msSince(start));
        }
        System.out.printf(
                "the indexes of the days: %,d bytes, decoded in %.1f ms%n",
                encoded.stream().mapToInt(bytes -> bytes.length).sum(), best);
    }

    private double read(Lake lake, String what, List<ColdFile> files, @Nullable Set<String> names, int rounds) {
        List<Double> times = new ArrayList<>();
        long rows = 0;
        var counters = new ColdReadCounters();
        for (int round = 0; round < rounds; round++) {
            var counted = new ColdReadCounters();
            ColdReader counting = lake.reader().counting(counted);
            long start = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            files.forEach(file -> counts.add(drain(counting.open(file, names, ALWAYS), 0)));
            Await.result(Future.all(counts));
            times.add(msSince(start));
            rows = counts.stream().mapToLong(Future::result).sum();
            counters = counted;
        }
        double first = times.getFirst();
        double median = times.stream().sorted().toList().get(times.size() / 2);
        var counts = counters.counts();
        System.out.printf(
                "%-42s %10.1f %10.1f %,10d %8d %,12d%n", what, first, median, rows, counts.gets(), counts.bytes());
        return median;
    }

    private static Future<Long> drain(RecordCursor cursor, long before) {
        return cursor.next()
                .compose((Optional<RecordBatch> rows) ->
                        rows.isPresent() ? drain(cursor, before + rows.get().size()) : Future.succeededFuture(before));
    }

    private static double duck(Duck duck, String what, String sql, int rounds) throws SQLException {
        double first = 0;
        double second = 0;
        long rows = 0;
        for (int round = 0; round < Math.max(2, Math.min(3, rounds)); round++) {
            long start = System.nanoTime();
            rows = duck.rows(sql);
            first = round == 0 ? msSince(start) : first;
            second = round == 1 ? msSince(start) : second;
        }
        System.out.printf("%-42s %10.1f %10.1f %,10d%n", "DuckDB, day files: " + what, first, second, rows);
        return second;
    }

    private static void ratio(double days, double months, double duck) {
        System.out.printf(
                "%-42s %21.1f times%s%n",
                "  Tidemark is faster by",
                duck / days,
                days == months ? "" : String.format(" out of days, %.1f times out of months", duck / months));
    }

    private static double msSince(long startNs) {
        return (System.nanoTime() - startNs) / 1e6;
    }
}
