import io.questdb.client.Sender;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Ingests the rows of PipelineBench into QuestDB, deduplicated, and prints rows a second until they can be read.
///
/// The server runs as a process of its own on loopback, in a temporary folder. Arguments: folder of the jars, rows.
public final class QuestDbIngest {

    private static final String[] SYMBOLS = {"BTC/USDT", "ETH/USDT", "XRP/USDT", "ADA/USDT", "SOL/USDT"};
    private static final int PORT = 19_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        Path jars = Path.of(args[0]);
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        Path root = Files.createTempDirectory("questdb");
        Process server = start(jars, root);
        try {
            awaitServer();
            exec("CREATE TABLE ticks (symbol SYMBOL, source SYMBOL, received TIMESTAMP, price DOUBLE, bid DOUBLE,"
                    + " ask DOUBLE, bid_size DOUBLE, ask_size DOUBLE, sequence LONG, timestamp TIMESTAMP)"
                    + " timestamp(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, symbol, sequence)");
            exec("CREATE TABLE trades (symbol SYMBOL, source SYMBOL, trade_id LONG, price DOUBLE, size DOUBLE,"
                    + " side SYMBOL, timestamp TIMESTAMP)"
                    + " timestamp(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, symbol, trade_id)");
            for (int run = 0; run < 3; run++) {
                print("ticks", rows, seconds(() -> ticks(rows), "ticks", rows));
                print("trades", rows, seconds(() -> trades(rows), "trades", rows));
                exec("TRUNCATE TABLE ticks");
                exec("TRUNCATE TABLE trades");
            }
        } finally {
            server.destroyForcibly();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                System.err.println("QuestDB is still running: pid " + server.pid());
            }
        }
    }

    private static Process start(Path jars, Path root) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Dquestdb.telemetry.enabled=false", "-cp"));
        try (var files = Files.list(jars)) {
            command.add(String.join(":", files.map(Path::toString).toList()));
        }
        command.addAll(List.of("io.questdb.ServerMain", "-d", root.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("QDB_HTTP_BIND_TO", "127.0.0.1:" + PORT);
        builder.environment().put("QDB_HTTP_MIN_ENABLED", "false");
        builder.environment().put("QDB_PG_ENABLED", "false");
        builder.environment().put("QDB_LINE_TCP_ENABLED", "false");
        builder.environment().put("QDB_TELEMETRY_ENABLED", "false");
        return builder.redirectErrorStream(true)
                .redirectOutput(root.resolve("server.log").toFile())
                .start();
    }

    private static void ticks(int rows) {
        try (Sender sender = sender()) {
            for (int n = 0; n < rows; n++) {
                double price = 60_000 + n % 997;
                sender.table("ticks")
                        .symbol("symbol", SYMBOLS[n % SYMBOLS.length])
                        .symbol("source", "binance")
                        .timestampColumn("received", atUs(n), ChronoUnit.MICROS)
                        .doubleColumn("price", price)
                        .doubleColumn("bid", price)
                        .doubleColumn("ask", price + 0.01)
                        .doubleColumn("bid_size", 3 + n % 89_999 / 1e5)
                        .doubleColumn("ask_size", 1 + n % 77_777 / 1e5)
                        .longColumn("sequence", n / SYMBOLS.length + 1L)
                        .at(atUs(n), ChronoUnit.MICROS);
            }
        }
    }

    private static void trades(int rows) {
        try (Sender sender = sender()) {
            for (int n = 0; n < rows; n++) {
                sender.table("trades")
                        .symbol("symbol", SYMBOLS[n % SYMBOLS.length])
                        .symbol("source", "binance")
                        .symbol("side", n % 3 == 0 ? "sell" : "buy")
                        .longColumn("trade_id", n / SYMBOLS.length + 1L)
                        .doubleColumn("price", 60_000 + n % 997)
                        .doubleColumn("size", n % 89_999 / 1e5)
                        .at(atUs(n), ChronoUnit.MICROS);
            }
        }
    }

    private static long atUs(int n) {
        return 1_767_600_000_000_000L + n * 50L;
    }

    private static Sender sender() {
        return Sender.fromConfig("http::addr=127.0.0.1:" + PORT + ";auto_flush_rows=50000;");
    }

    private static double seconds(Runnable ingest, String table, int rows) throws Exception {
        long start = System.nanoTime();
        ingest.run();
        while (!exec("SELECT count() FROM " + table).contains("[[" + rows + "]]")) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String what, int rows, double seconds) {
        System.out.printf("QuestDB %-7s %,d rows in %.2f s = %,.0f rows/s%n", what, rows, seconds, rows / seconds);
    }

    private static void awaitServer() throws Exception {
        for (int tries = 0; tries < 300; tries++) {
            try {
                exec("SELECT 1");
                return;
            } catch (java.io.IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("Expected QuestDB to answer within 30 s");
    }

    private static String exec(String sql) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + PORT + "/exec?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return answer.body();
    }
}
