package dev.tidemark.bench;

import dev.tidemark.testkit.FaultyS3;
import dev.tidemark.testkit.FaultyS3.Op;
import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The lake that [LakeBench] has made, asked of a server over HTTP: out of day files and out of month files, from the
/// folder and from an S3 server on loopback that waits 40 ms before each answer; and DuckDB on the day files.
///
/// The server is started by `./tidemark` of the working directory, with a heap of 256 MB. Each kind of query begins
/// with a fresh start of it, and no point is asked for twice, so that nothing is answered out of a cache. DuckDB runs
/// each query twice, of which the second one counts; against it stand the median of all rounds and that of the last
/// ten, when the server has compiled what it does.
///
/// Arguments: folder, points (2290), rounds (40).
public final class ColdServerBench {

    private static final Duration LATENCY = Duration.ofMillis(40);
    private static final Path LAUNCHER = Path.of("tidemark").toAbsolutePath();
    private static final int DAYS = 365;
    private static final int QUARTER = 90;
    private static final int WARMING_REQUESTS = 4_000;
    private static final LocalDate FROM = LakeBench.FIRST_DAY;

    private final Path lake;
    private final int rounds;
    private final SiteDay site;
    private final Path directory;
    private final Map<String, Double> duckMs = new HashMap<>();

    private ColdServerBench(Path lake, int points, int rounds) throws IOException {
        this.lake = lake;
        this.rounds = rounds;
        this.site = new SiteDay(points);
        this.directory = Files.createTempDirectory("cold-server-bench");
    }

    /// @param ask the body of a query for a round
    /// @param sql the same of DuckDB
    private record Kind(String name, java.util.function.IntFunction<JsonObject> ask, String sql) {}

    public static void main(String[] args) throws IOException, SQLException {
        if (args.length == 0) {
            throw new IllegalArgumentException("Expected the folder of a lake");
        }
        int points = args.length > 1 ? Integer.parseInt(args[1]) : 2_290;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 40;
        var bench = new ColdServerBench(Path.of(args[0]), points, rounds);
        bench.measure();
        System.exit(0);
    }

    private void measure() throws IOException, SQLException {
        System.out.printf(
                "%-46s %9s %9s %9s %9s %8s %12s%n", "", "first ms", "median ms", "last ten", "rows", "GETs", "bytes");
        duck();
        for (String files : List.of("days", "months")) {
            Path data = directory.resolve(files);
            Map<String, String> folder = Map.of("TIDEMARK_COLD_URL", "file:" + lake.resolve(files));
            adopt(data, folder);
            for (Kind kind : kinds()) {
                List<Double> times = ask(kind, data, folder, null, files);
                double duck = duckMs.getOrDefault(kind.name(), Double.NaN);
                System.out.printf(
                        "%46s %.1f times DuckDB's speed, %.1f times in the last ten%n",
                        "", duck / median(times), duck / median(lastTen(times)));
            }
            Vertx vertx = Vertx.vertx();
            var bucket = FaultyS3.start(vertx, lake.resolve(files));
            warm(bucket, lake.resolve(files));
            bucket.delay(LATENCY);
            for (Kind kind : kinds()) {
                ask(kind, data, environment(bucket), bucket, files + ", S3 at 40 ms");
            }
            bucket.close();
        }
    }

    /// Lets the JVM compile the S3 server, which is a part of the measuring: a bucket's server runs for long when its
    /// user's has just started.
    private static void warm(FaultyS3 bucket, Path folder) throws IOException {
        String key;
        try (var files = Files.walk(folder)) {
            key = folder.relativize(files.filter(file -> file.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow())
                    .toString();
        }
        URL object = URI.create(bucket.address() + "/lake/" + key).toURL();
        for (int request = 0; request < WARMING_REQUESTS; request++) {
            var connection = (HttpURLConnection) object.openConnection();
            connection.setRequestProperty("Range", "bytes=%d-%d".formatted(request, request + (64 << 10)));
            try (var body = connection.getInputStream()) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static Map<String, String> environment(FaultyS3 bucket) {
        return Map.of(
                "TIDEMARK_COLD_URL", "s3://lake",
                "R2_ENDPOINT", bucket.address().toString(),
                "R2_ACCESS_KEY_ID", "access-key",
                "R2_SECRET_ACCESS_KEY", "secret-key");
    }

    private List<Kind> kinds() {
        String end = FROM.plusDays(DAYS).toString();
        String quarter = FROM.plusDays(QUARTER).toString();
        return List.of(
                new Kind(
                        "a point, a year",
                        round -> query(names(round, 1), end),
                        "select timestamp, value from read_parquet(DAYS 365) where point_name in (NAMES)"),
                new Kind(
                        "three points, 90 days",
                        round -> query(names(round, 3), quarter),
                        "select timestamp, point_name, value from read_parquet(DAYS 90) where point_name in (NAMES)"),
                new Kind(
                        "all points, a day",
                        round -> query(
                                IntStream.range(0, site.points())
                                        .mapToObj(index -> site.point(index).symbol())
                                        .toList(),
                                FROM.plusDays(1).toString()),
                        "select timestamp, point_name, value from read_parquet(DAYS 1)"),
                new Kind(
                        "hourly averages of a point, a year",
                        round -> query(names(round + rounds, 1), end)
                                .put("interval", "1h")
                                .put("agg", "avg"),
                        "select date_trunc('hour', timestamp), avg(value) from read_parquet(DAYS 365)"
                                + " where point_name in (NAMES) group by 1 order by 1"));
    }

    /// Other points in each round.
    private List<String> names(int round, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> site.point((int) ((round * 7L + n * 3L + 1) * 331 % site.points()))
                        .symbol())
                .toList();
    }

    private static JsonObject query(List<String> names, String end) {
        return new JsonObject()
                .put("site_name", SiteDay.SITE)
                .put("point_names", new JsonArray(names))
                .put("start_time", FROM.toString())
                .put("end_time", end);
    }

    /// Lets a server take over the files, which it has not written.
    private void adopt(Path data, Map<String, String> environment) throws IOException {
        long start = System.nanoTime();
        int port = TidemarkProcess.freePort();
        try (var tidemark = start(port, data, environment)) {
            var http = new Http(port);
            var begun = http.post("/archive/rebuild-manifest", "{}");
            while (begun.statusCode() == HttpURLConnection.HTTP_CONFLICT) {
                // A server compares bucket and manifest when it starts.
                TimeUnit.MILLISECONDS.sleep(200);
                begun = http.post("/archive/rebuild-manifest", "{}");
            }
            if (begun.statusCode() != 202) {
                throw new IllegalStateException("Expected a job, was " + begun.body());
            }
            String job = new JsonObject(begun.body()).getString("job");
            String state = "";
            while (!state.equals("completed")) {
                TimeUnit.MILLISECONDS.sleep(200);
                String said = http.get(job).body();
                state = new JsonObject(said).getString("status");
                if (state.equals("failed")) {
                    throw new IllegalStateException("Expected the files to be taken over, was " + said);
                }
            }
            System.out.printf("%s: manifest rebuilt in %.1f s%n", data.getFileName(), secondsSince(start));
            tidemark.terminate(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Double> ask(
            Kind kind, Path data, Map<String, String> environment, @Nullable FaultyS3 bucket, String where)
            throws IOException {
        int port = TidemarkProcess.freePort();
        try (var tidemark = start(port, data, environment)) {
            List<Double> times = new ArrayList<>();
            long rows = 0;
            long gets = 0;
            long bytes = 0;
            for (int round = 0; round < rounds; round++) {
                if (bucket != null) {
                    bucket.resetCounts();
                }
                long start = System.nanoTime();
                rows = rows(port, kind.ask().apply(round));
                times.add(secondsSince(start) * 1_000);
                if (bucket != null) {
                    gets = Math.max(gets, bucket.requests(Op.GET));
                    bytes = Math.max(bytes, bucket.bytes(Op.GET));
                }
            }
            System.out.printf(
                    "%-46s %9.0f %9.0f %9.0f %,9d %8s %,12d%n",
                    kind.name() + " (" + where + ")",
                    times.getFirst(),
                    median(times),
                    median(lastTen(times)),
                    rows,
                    bucket == null ? "" : gets,
                    bytes);
            tidemark.terminate(Duration.ofSeconds(30));
            return times;
        }
    }

    /// Asks with as little work as can be: this process takes its time from the same cores.
    private static long rows(int port, JsonObject query) throws IOException {
        var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/timeseries/query.csv")
                .toURL()
                .openConnection();
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (var body = connection.getOutputStream()) {
            body.write(query.encode().getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException("Expected 200, was " + connection.getResponseCode());
        }
        return lines(connection.getInputStream()) - 1;
    }

    private static long lines(InputStream body) throws IOException {
        byte[] part = new byte[1 << 18];
        long lines = 0;
        try (body) {
            for (int length = body.read(part); length >= 0; length = body.read(part)) {
                lines += lines(part, length);
            }
        }
        return lines;
    }

    private static int lines(byte[] part, int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            lines += part[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private TidemarkProcess start(int port, Path data, Map<String, String> environment) throws IOException {
        Files.createDirectories(data);
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_TOOL_OPTIONS", "-Xmx256m");
        all.put("TIDEMARK_QUERY_MAX_POINTS", "10000");
        // It would begin to make months of the days at once.
        all.put("TIDEMARK_COLD_COMPACT_ENABLED", "false");
        all.put("TIDEMARK_POSTGRES_EMBEDDED_PORT", String.valueOf(TidemarkProcess.freePort()));
        for (String exchange : List.of("BINANCE", "COINBASE", "KRAKEN")) {
            all.put("TIDEMARK_EXCHANGES_" + exchange + "_ENABLED", "false");
        }
        var tidemark = TidemarkProcess.launch(
                LAUNCHER, all, List.of("up", "--port", String.valueOf(port), "--data", data.toString()));
        tidemark.awaitLine("http://");
        var http = new Http(port);
        while (http.get("/health/ready").statusCode() != 200) {
            tidemark.runFor(Duration.ofMillis(100));
        }
        return tidemark;
    }

    private void duck() throws SQLException {
        try (var duck = new Duck()) {
            for (Kind kind : kinds()) {
                List<Double> seconds = new ArrayList<>();
                double first = 0;
                long rows = 0;
                for (int round = 0; round < Math.min(3, rounds); round++) {
                    String sql = sql(kind, kind.ask().apply(round));
                    for (int time = 0; time < 2; time++) {
                        long start = System.nanoTime();
                        rows = duck.rows(sql);
                        double ms = secondsSince(start) * 1_000;
                        first = round == 0 && time == 0 ? ms : first;
                        if (time == 1) {
                            seconds.add(ms);
                        }
                    }
                }
                duckMs.put(kind.name(), median(seconds));
                System.out.printf(
                        "%-46s %9.0f %9.0f %19s%n",
                        kind.name() + " (DuckDB)", first, median(seconds), "%,d".formatted(rows));
            }
        }
    }

    private String sql(Kind kind, JsonObject query) {
        String names = query.getJsonArray("point_names").stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        String sql = kind.sql().replace("NAMES", names);
        for (int days : List.of(DAYS, QUARTER, 1)) {
            sql = sql.replace("DAYS " + days + ")", files(days) + ")");
        }
        return sql;
    }

    private String files(int days) {
        return IntStream.range(0, days)
                .mapToObj(n -> "'" + lake.resolve("days").resolve(LakeBench.dayKey(FROM.plusDays(n))) + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static List<Double> lastTen(List<Double> times) {
        return times.subList(Math.max(0, times.size() - 10), times.size());
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static double secondsSince(long startNs) {
        return (System.nanoTime() - startNs) / 1e9;
    }
}
