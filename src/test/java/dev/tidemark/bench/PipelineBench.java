package dev.tidemark.bench;

import dev.tidemark.testkit.BinanceFrames;
import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// Socket to committed row, against a binary COPY of the very same rows into the same tables, emptied, with the same
/// indexes. Tidemark runs as a process of its own; both share one PostgreSQL and one machine, in turn.
///
/// Arguments: rows (default 1,000,000), rounds (default 3). The database is `BENCH_DATABASE_URL`, or an embedded one.
public final class PipelineBench {

    private static final int CHUNK_BYTES = 1 << 18;

    /// Until the compiler has nothing left to do: a server runs for months.
    private static final int WARM_UP_ROWS = 2_000_000;

    private final int rows;
    private final String url;
    private final Path directory;
    private final Vertx vertx;

    private PipelineBench(int rows, String url, Path directory, Vertx vertx) {
        this.rows = rows;
        this.url = url;
        this.directory = directory;
        this.vertx = vertx;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path directory = Files.createTempDirectory("pipeline-bench");
        Vertx vertx = Vertx.vertx();
        try (var database = BenchDatabase.start(vertx, directory)) {
            var bench = new PipelineBench(rows, database.url(), directory, vertx);
            for (int round = 1; round <= rounds; round++) {
                bench.compare("ticks", BinanceFrames::bookTicker);
                bench.compare("trades", n -> BinanceFrames.trade(n, 1_767_600_000_000L + n / 20));
            }
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private void compare(String table, IntFunction<String> message) throws Exception {
        List<Buffer> warmUp = encode(0, WARM_UP_ROWS, message);
        List<Buffer> chunks = encode(WARM_UP_ROWS, WARM_UP_ROWS + rows, message);
        try (var sql = new Sql(url)) {
            double pipeline = seconds(table, warmUp, chunks);
            Path file = directory.resolve(table + ".copy");
            sql.copyOut(table, file);
            sql.run("TRUNCATE " + table);
            sql.run("CHECKPOINT");
            long start = System.nanoTime();
            long copied = sql.copyIn(table, file);
            double copy = (System.nanoTime() - start) / 1e9;
            sql.run("TRUNCATE " + table);
            Files.delete(file);
            System.out.printf(
                    "%-7s %,d rows: socket to row %,.0f rows/s, COPY BINARY %,.0f rows/s, ratio %.2f%n",
                    table, copied, rows / pipeline, copied / copy, (rows / pipeline) / (copied / copy));
        }
    }

    /// From the first byte that the venue sends after the warm-up to the commit of the last row.
    private double seconds(String table, List<Buffer> warmUp, List<Buffer> chunks) throws Exception {
        FloodServer venue = FloodServer.start(vertx, warmUp, chunks).await(10, TimeUnit.SECONDS);
        int port = TidemarkProcess.freePort();
        try (var tidemark = TidemarkProcess.start(directory, environment(venue.port()), arguments(port))) {
            tidemark.awaitLine("http://");
            var http = new Http(port);
            awaitReceived(http, table, WARM_UP_ROWS, tidemark);
            long start = venue.release();
            awaitReceived(http, table, WARM_UP_ROWS + rows, tidemark);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void awaitReceived(Http http, String table, long rows, TidemarkProcess tidemark) throws Exception {
        long start = System.nanoTime();
        while (http.writer(table).getLong("received") < rows) {
            TimeUnit.MILLISECONDS.sleep(20);
            if (System.nanoTime() - start > Duration.ofMinutes(3).toNanos()) {
                throw new IllegalStateException("Expected " + rows + " rows within 3 minutes:\n" + tidemark.output());
            }
        }
    }

    private Map<String, String> environment(int venuePort) {
        return Map.of(
                "DATABASE_URL", url,
                "TIDEMARK_EXCHANGES_BINANCE_URL", "ws://127.0.0.1:" + venuePort + "/stream",
                "TIDEMARK_EXCHANGES_COINBASE_ENABLED", "false",
                "TIDEMARK_EXCHANGES_KRAKEN_ENABLED", "false",
                "HEAP", "512m",
                "JIT", "full");
    }

    private List<String> arguments(int port) {
        return List.of(
                "up",
                "--port",
                String.valueOf(port),
                "--data",
                directory.resolve("data").toString());
    }

    private static List<Buffer> encode(int from, int to, IntFunction<String> message) {
        List<Buffer> chunks = new ArrayList<>();
        Buffer chunk = Buffer.buffer(CHUNK_BYTES + 512);
        for (int n = from; n < to; n++) {
            FloodServer.append(chunk, message.apply(n));
            if (chunk.length() >= CHUNK_BYTES) {
                chunks.add(chunk);
                chunk = Buffer.buffer(CHUNK_BYTES + 512);
            }
        }
        chunks.add(chunk);
        return chunks;
    }
}
