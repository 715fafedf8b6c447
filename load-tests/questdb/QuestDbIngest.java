import io.questdb.client.Sender;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/// Ingests the rows of PipelineBench into QuestDB, deduplicated, and prints rows a second until they can be read.
///
/// Arguments: folder of the jars, rows.
public final class QuestDbIngest {

    private static final String[] SYMBOLS = {"BTC/USDT", "ETH/USDT", "XRP/USDT", "ADA/USDT", "SOL/USDT"};

    public static void main(String[] args) throws Exception {
        Path jars = Path.of(args[0]);
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        try (var ignored = QuestDbServer.start(jars)) {
            QuestDbServer.exec("CREATE TABLE ticks (symbol SYMBOL, source SYMBOL, received TIMESTAMP, price DOUBLE, bid DOUBLE,"
                    + " ask DOUBLE, bid_size DOUBLE, ask_size DOUBLE, sequence LONG, timestamp TIMESTAMP)"
                    + " timestamp(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, symbol, sequence)");
            QuestDbServer.exec("CREATE TABLE trades (symbol SYMBOL, source SYMBOL, trade_id LONG, price DOUBLE, size DOUBLE,"
                    + " side SYMBOL, timestamp TIMESTAMP)"
                    + " timestamp(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, symbol, trade_id)");
            for (int run = 0; run < 3; run++) {
                print("ticks", rows, seconds(() -> ticks(rows), "ticks", rows));
                print("trades", rows, seconds(() -> trades(rows), "trades", rows));
                QuestDbServer.exec("TRUNCATE TABLE ticks");
                QuestDbServer.exec("TRUNCATE TABLE trades");
            }
        }
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
        return Sender.fromConfig("http::addr=127.0.0.1:" + QuestDbServer.PORT + ";auto_flush_rows=50000;");
    }

    private static double seconds(Runnable ingest, String table, int rows) throws Exception {
        long start = System.nanoTime();
        ingest.run();
        QuestDbServer.awaitRows(table, rows);
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String what, int rows, double seconds) {
        System.out.printf("QuestDB %-7s %,d rows in %.2f s = %,.0f rows/s%n", what, rows, seconds, rows / seconds);
    }
}
