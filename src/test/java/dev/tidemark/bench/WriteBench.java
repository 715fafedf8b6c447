package dev.tidemark.bench;

import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.HotStore;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.WriteBatch.Move;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.Sql;
import dev.tidemark.testkit.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// Rows a second into empty tables: batches through the hot store, with positions and gap tracking, against
/// COPY BINARY of the same rows into the same tables. Each figure is the median of several rounds in turn.
///
/// Arguments: rounds (3), rows (400000), datasets (ticks,trades,samples).
public final class WriteBench {

    private static final int SERIES = 32;
    private static final int[] BATCHES = {100, 1_000, 5_000};
    private static final int[] IN_FLIGHT = {1, 2, 4};

    private final Sql sql;
    private final HotStore store;
    private final String url;
    private final int rows;
    private final Map<String, List<Double>> nameToRates = new LinkedHashMap<>();

    private WriteBench(Sql sql, HotStore store, String url, int rows) {
        this.sql = sql;
        this.store = store;
        this.url = url;
        this.rows = rows;
    }

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 400_000;
        Vertx vertx = Vertx.vertx();
        String url = TestPostgres.shared().newDatabase();
        var config = new PostgresConfig(null, 6, Duration.ofSeconds(5), Duration.ofSeconds(30), 0);
        var database = PostgresDatabase.create(
                vertx, config, url, HotConfig.DEFAULT, InstantSource.system(), new NoRecordBytes());
        Await.result(database.ready());
        try (var sql = new Sql(url)) {
            var bench = new WriteBench(sql, database.hotStore(), url, rows);
            for (String label : args.length > 2 ? args[2].split(",") : new String[] {"ticks", "trades", "samples"}) {
                bench.measure(Dataset.valueOf(label.toUpperCase(Locale.ROOT)), rounds);
            }
        }
        Await.result(database.close());
        System.exit(0);
    }

    private void measure(Dataset dataset, int rounds) throws IOException, SQLException, InterruptedException {
        nameToRates.clear();
        RecordBatch all = switch (dataset) {
            case TICKS -> ticks();
            case TRADES -> trades();
            case CANDLES -> candles();
            case SAMPLES -> samples();
        };
        Path file = Files.createTempFile("tidemark-bench", ".copy");
        CopyFile.write(file, all);
        for (int round = 0; round <= rounds; round++) {
            copy(dataset, file);
            copyWithPsql(dataset, file);
            for (int batch : BATCHES) {
                for (int inFlight : IN_FLIGHT) {
                    write(all, batch, inFlight);
                }
            }
            if (round == 0) {
                nameToRates.clear();
            }
        }
        Files.delete(file);
        print(dataset);
    }

    private void print(Dataset dataset) {
        double copy = nameToRates.keySet().stream()
                .filter(name -> name.contains("COPY"))
                .mapToDouble(this::median)
                .max()
                .orElseThrow();
        System.out.printf("%n%-32s %12s %12s%n", dataset.label() + ", " + rows + " rows", "rows/s", "x best COPY");
        nameToRates
                .keySet()
                .forEach(name -> System.out.printf("%-32s %,12.0f %12.2f%n", name, median(name), median(name) / copy));
    }

    private double median(String name) {
        double[] rates = nameToRates.getOrDefault(name, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return rates[rates.length / 2];
    }

    private void record(String name, long startNs) {
        double rate = rows / ((System.nanoTime() - startNs) / 1e9);
        nameToRates.computeIfAbsent(name, _ -> new ArrayList<>()).add(rate);
    }

    private void empty(Dataset dataset) {
        sql.run("truncate " + dataset.label() + ", trade_progress, gaps");
        sql.run("checkpoint");
    }

    private void copy(Dataset dataset, Path file) throws IOException, SQLException {
        if (dataset != Dataset.CANDLES) {
            sql.run("select tidemark_add_days('" + dataset.label() + "', array['2026-03-01'::date])");
        }
        empty(dataset);
        long start = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            new CopyManager(sql.connection().unwrap(BaseConnection.class)).copyIn(copyCommand(dataset), in, 1 << 16);
        }
        record("COPY BINARY (pgjdbc)", start);
    }

    private void copyWithPsql(Dataset dataset, Path file) throws IOException, InterruptedException {
        boolean hasPsql = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
        if (!hasPsql) {
            return;
        }
        empty(dataset);
        String command = "\\" + copyCommand(dataset).replace("stdin", "'" + file + "'");
        var builder = new ProcessBuilder("psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PGPASSWORD", URI.create(url).getUserInfo().split(":", 2)[1]);
        long start = System.nanoTime();
        if (builder.start().waitFor() != 0) {
            throw new IOException("psql failed");
        }
        record("COPY BINARY (psql)", start);
    }

    private static String copyCommand(Dataset dataset) {
        String columns = switch (dataset) {
            case TICKS -> CopyFile.TICK_COLUMNS;
            case TRADES -> CopyFile.TRADE_COLUMNS;
            case CANDLES -> CopyFile.CANDLE_COLUMNS;
            case SAMPLES -> CopyFile.SAMPLE_COLUMNS;
        };
        return "copy " + dataset.label() + " (" + columns + ") from stdin (format binary)";
    }

    private void write(RecordBatch all, int batchRows, int inFlight) {
        empty(all.dataset());
        List<Deque<WriteBatch>> queues = queues(all, batchRows, inFlight);
        // The first batch of each journal registers it; that is not what is measured.
        Await.result(store.positions(queues.getFirst().getFirst().journal(), all.dataset()));
        long start = System.nanoTime();
        Await.result(Future.all(queues.stream().map(this::drain).toList()));
        record("batches of " + batchRows + ", " + inFlight + " in flight", start);
        if (sql.number("select count(*) from " + all.dataset().label()) != rows) {
            throw new IllegalStateException("Expected " + rows + " rows");
        }
    }

    private Future<Void> drain(Deque<WriteBatch> queue) {
        WriteBatch next = queue.poll();
        return next == null ? Future.succeededFuture() : store.write(next).compose(_ -> drain(queue));
    }

    /// Cuts the rows into batches of disjoint lanes, one queue for each write in flight, as the batcher does.
    private static List<Deque<WriteBatch>> queues(RecordBatch all, int batchRows, int inFlight) {
        UUID journal = UUID.randomUUID();
        List<Deque<WriteBatch>> queues = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            queues.add(new ArrayDeque<>());
        }
        var cutters = new ArrayList<Cutter>();
        queues.forEach(queue -> cutters.add(new Cutter(journal, all, batchRows, queue)));
        for (int row = 0; row < all.size(); row++) {
            cutters.get(all.series(row).lane() % inFlight).add(row);
        }
        cutters.forEach(Cutter::cut);
        return queues;
    }

    private static final class Cutter {

        private final UUID journal;
        private final RecordBatch all;
        private final int batchRows;
        private final Deque<WriteBatch> queue;
        private final Positions positions = new Positions();
        private RecordBatch batch;

        Cutter(UUID journal, RecordBatch all, int batchRows, Deque<WriteBatch> queue) {
            this.journal = journal;
            this.all = all;
            this.batchRows = batchRows;
            this.queue = queue;
            this.batch = all.newEmpty(batchRows);
        }

        void add(int row) {
            batch.copyRow(all, row);
            batch.origin(batch.size() - 1, Position.origin(row + 1L, 0));
            if (batch.size() == batchRows) {
                cut();
            }
        }

        void cut() {
            Map<Integer, Move> moves = new TreeMap<>();
            for (int row = 0; row < batch.size(); row++) {
                int lane = batch.series(row).lane();
                moves.put(lane, new Move(lane, positions.get(lane), Position.after(batch.origin(row))));
            }
            moves.values().forEach(move -> positions.set(move.lane(), move.to()));
            if (!batch.isEmpty()) {
                queue.add(new WriteBatch(journal, batch, List.copyOf(moves.values())));
            }
            batch = all.newEmpty(batchRows);
        }
    }

    private TickBatch ticks() {
        var random = new Random(1);
        Series[] series = series(Dataset.TICKS);
        var batch = new TickBatch(rows);
        for (int i = 0; i < rows; i++) {
            long timeUs = Feed.NOON_US + i * 20_000L;
            double price = 60_000 + random.nextInt(100_000) / 100.0;
            int row = batch.add(series[random.nextInt(SERIES)], timeUs, timeUs + 900, price);
            batch.quote(row, price - 0.01, price + 0.01, random.nextDouble(), random.nextDouble());
            batch.sequence(row, 4_000_000_000L + i);
        }
        return batch;
    }

    private TradeBatch trades() {
        var random = new Random(1);
        Series[] series = series(Dataset.TRADES);
        long[] ids = random.longs(SERIES, 1_000_000_000L, 4_000_000_000L).toArray();
        var batch = new TradeBatch(rows);
        for (int i = 0; i < rows; i++) {
            long timeUs = Feed.NOON_US + i * 20_000L;
            int one = random.nextInt(SERIES);
            String id = Long.toString(ids[one]++);
            int row =
                    batch.add(series[one], timeUs, timeUs + 900, id, 60_000 + i % 1_000, random.nextDouble(), Side.BUY);
            batch.counted(row);
        }
        return batch;
    }

    private CandleBatch candles() {
        Series[] series = series(Dataset.CANDLES);
        var batch = new CandleBatch(rows);
        for (int i = 0; i < rows; i++) {
            long timeUs = Feed.NOON_US - i / SERIES * 60_000_000L;
            var prices = new CandleBatch.Prices(60_000 + i % 97, 60_100 + i % 97, 59_900 + i % 97, 60_050 + i % 97);
            int row = batch.add(series[i % SERIES], Timeframe.M1, timeUs, prices);
            batch.volumes(row, i % 1_000 / 8.0, Double.NaN);
        }
        return batch;
    }

    private SampleBatch samples() {
        var random = new Random(1);
        Series[] series = series(Dataset.SAMPLES);
        var batch = new SampleBatch(rows);
        for (int i = 0; i < rows; i++) {
            batch.add(series[i % SERIES], Feed.NOON_US + i / SERIES * 2_000L, 20 + random.nextInt(100) / 10.0);
        }
        return batch;
    }

    private static Series[] series(Dataset dataset) {
        Series[] series = new Series[SERIES];
        for (int i = 0; i < SERIES; i++) {
            series[i] = new Series(dataset, "bench", "S" + (i + 1));
        }
        return series;
    }

    private static final class NoRecordBytes implements RecordBytes {

        @Override
        public byte[] encode(RecordBatch rows, int row) {
            throw new IllegalStateException("Expected no dead letter");
        }

        @Override
        public RecordBatch decode(byte[] bytes) {
            throw new IllegalStateException("Expected no dead letter");
        }
    }
}
