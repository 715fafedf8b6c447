package dev.tidemark.bench;

import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// A day of one point out of many hot days of a full-size site, over HTTP as JSON. Each query asks for another point
/// and
/// day. The rows are made by SQL: what is measured is reading.
///
/// Arguments: points (4583), days (20), queries (500). `load-tests/questdb/QuestDbPoints.java` does the same.
public final class HotServerBench {

    private static final int SAMPLES = 1_440;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private final int points;
    private final int days;
    private final int queries;

    private HotServerBench(int points, int days, int queries) {
        this.points = points;
        this.days = days;
        this.queries = queries;
    }

    public static void main(String[] args) throws IOException, SQLException, TimeoutException {
        int points = args.length > 0 ? Integer.parseInt(args[0]) : 4_583;
        int days = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int queries = args.length > 2 ? Integer.parseInt(args[2]) : 500;
        Path directory = Files.createTempDirectory("hot-server-bench");
        Vertx vertx = Vertx.vertx();
        try (var database = BenchDatabase.start(vertx, directory)) {
            new HotServerBench(points, days, queries).measure(database.url(), directory);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
        System.exit(0);
    }

    private void measure(String url, Path directory) throws IOException, SQLException {
        int port = TidemarkProcess.freePort();
        var environment = Map.of(
                "DATABASE_URL", url,
                "HEAP", "256m",
                "JIT", "full",
                // What is asked for stays hot, although it is old and large.
                "TIDEMARK_HOT_MAX_BYTES", "1TB",
                "TIDEMARK_EXCHANGES_BINANCE_ENABLED", "false",
                "TIDEMARK_EXCHANGES_COINBASE_ENABLED", "false",
                "TIDEMARK_EXCHANGES_KRAKEN_ENABLED", "false");
        String data = directory.resolve("data").toString();
        try (var tidemark = TidemarkProcess.start(
                directory, environment, List.of("up", "--port", String.valueOf(port), "--data", data))) {
            tidemark.awaitLine("http://");
            var http = new Http(port);
            while (http.get("/health/ready").statusCode() != 200) {
                tidemark.runFor(Duration.ofMillis(100));
            }
            fill(url);
            ask(http);
            tidemark.terminate(Duration.ofSeconds(30));
        }
    }

    private void fill(String url) throws SQLException {
        long start = System.nanoTime();
        try (var sql = new Sql(url)) {
            sql.run("insert into series (dataset, source, symbol) select 'samples', 'bench', 'point-' || n"
                    + " from generate_series(0, " + (points - 1) + ") n");
            for (int day = 0; day < days; day++) {
                LocalDate date = FIRST_DAY.plusDays(day);
                sql.run("select tidemark_add_days('samples', array['" + date + "'::date])");
                sql.run("insert into samples (series_id, time, value)"
                        + " select s.series_id, '" + date + "Z'::timestamptz + m * interval '1 min',"
                        + " (substr(s.symbol, 7)::int * 7 + m) % 1000 / 8.0"
                        + " from series s, generate_series(0, " + (SAMPLES - 1) + ") m"
                        + " where s.source = 'bench' order by 1, 2");
            }
            sql.run("vacuum analyze samples");
        }
        System.out.printf(
                "PostgreSQL: %,d rows in %.0f s%n", (long) points * SAMPLES * days, (System.nanoTime() - start) / 1e9);
    }

    private void ask(Http http) throws IOException {
        var random = new Random(7);
        double[] ms = new double[queries];
        for (int query = -queries / 5; query < queries; query++) {
            LocalDate day = FIRST_DAY.plusDays(random.nextInt(days));
            String path = "/timeseries/query?site_name=bench&point_names=point-" + random.nextInt(points)
                    + "&start_time=" + day + "&end_time=" + day.plusDays(1);
            long start = System.nanoTime();
            String answer = http.get(path).body();
            double took = (System.nanoTime() - start) / 1e6;
            if (!answer.contains("\"hot_samples\":" + SAMPLES)) {
                throw new IllegalStateException("Expected a hot day of a point, was ..."
                        + answer.substring(Math.max(0, answer.length() - 200)));
            }
            if (query >= 0) {
                ms[query] = took;
            }
            // Stays below the limit of requests a second.
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        Arrays.sort(ms);
        System.out.printf(
                "Tidemark: a day of a point, p50 %.2f ms, p99 %.2f ms of %,d queries%n",
                ms[queries / 2], ms[queries * 99 / 100], queries);
    }
}
