package dev.tidemark.bench;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.JournalReader;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.segment.SegmentJournal;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How many records a second become durable, how long an append waits, and how fast they are read back.
///
/// Producers are event loops with a bounded number of records in flight, as collectors are; so latency is, by Little's
/// law, no less than what is in flight over what a second takes. Run `main`; the argument is the seconds that each line
/// takes, 3 unless given. Files go to `-Dbench.directory=`, `target` unless given.
public final class JournalBench {

    private static final int RECORDS_IN_FLIGHT = 8_192;
    private static final int[] APPEND_ROWS = {1, 10, 100, 1_000};
    private static final JournalConfig CONFIG = new JournalConfig(8L << 30, 64 << 20, 1_000, Duration.ofMillis(5));

    private final PrintStream out;
    private final Vertx vertx;
    private final Duration duration;

    private JournalBench(PrintStream out, Vertx vertx, Duration duration) {
        this.out = out;
        this.vertx = vertx;
        this.duration = duration;
    }

    /// Prints the table.
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        var vertx = Vertx.vertx();
        try {
            new JournalBench(System.out, vertx, Duration.ofSeconds(seconds)).run();
        } finally {
            await(vertx.close());
        }
    }

    private void run() throws Exception {
        out.println("warming up");
        for (Dataset dataset : Dataset.values()) {
            measure(dataset, 2, 1);
            measure(dataset, 2, 100);
        }
        out.println("dataset producers rows/append   records/s  commits/s  MB/s  p50 us  p99 us    read rows/s");
        for (Dataset dataset : Dataset.values()) {
            for (int producers = 1; producers <= 2; producers++) {
                for (int rows : APPEND_ROWS) {
                    measure(dataset, producers, rows);
                }
            }
        }
    }

    private void measure(Dataset dataset, int producers, int rows) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(System.getProperty("bench.directory", "target")), "bench");
        Journal journal = await(SegmentJournal.open(vertx, directory, CONFIG, InstantSource.system()));
        try {
            var running = new ArrayList<Producer>();
            long from = System.nanoTime();
            for (int i = 0; i < producers; i++) {
                var producer = new Producer(journal, batch(dataset, rows), from + duration.toNanos());
                running.add(producer);
                newEventLoop(producer);
            }
            long sent = 0;
            for (Producer producer : running) {
                sent += await(producer.done.future());
            }
            double seconds = (System.nanoTime() - from) / 1e9;
            long read = read(journal, dataset, sent);
            print(dataset, producers, rows, running, new Result(journal, sent, seconds, read));
        } finally {
            await(journal.close());
            delete(directory);
        }
    }

    private record Result(Journal journal, long records, double seconds, long readRowsPerSecond) {}

    private void newEventLoop(Producer producer) {
        // A verticle is how one gets an event loop of its own.
        var _ = vertx.deployVerticle(
                () -> new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        producer.fill();
                        return Future.succeededFuture();
                    }
                },
                new DeploymentOptions());
    }

    private void print(Dataset dataset, int producers, int rows, List<Producer> running, Result result) {
        long[] latencies = running.stream()
                .flatMapToLong(producer -> Arrays.stream(producer.latenciesNs, 0, producer.measured()))
                .sorted()
                .toArray();
        var stats = result.journal.stats();
        out.printf(
                "%-7s %9d %11d %11.0f %10.0f %5.0f %7d %7d %14d%n",
                dataset.label(),
                producers,
                rows,
                result.records / result.seconds,
                stats.commits() / result.seconds,
                stats.bytes() / 1e6 / result.seconds,
                latencies[latencies.length / 2] / 1_000,
                latencies[(int) (latencies.length * 0.99)] / 1_000,
                result.readRowsPerSecond);
    }

    private long read(Journal journal, Dataset dataset, long rows) throws Exception {
        JournalReader reader = journal.reader(Consumer.WRITER, dataset, new Positions());
        long from = System.nanoTime();
        long read = 0;
        while (read < rows) {
            for (JournalFrame frame : await(reader.read(5_000))) {
                read += frame.rows().size();
            }
        }
        reader.close();
        return (long) (read / ((System.nanoTime() - from) / 1e9));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static RecordBatch batch(Dataset dataset, int rows) {
        Series[] series = new Series[4];
        for (int i = 0; i < series.length; i++) {
            series[i] = new Series(
                    dataset, "binance", List.of("BTC", "ETH", "XRP", "SOL").get(i) + "/USDT");
        }
        RecordBatch batch = RecordBatch.of(dataset, rows);
        for (int i = 0; i < rows; i++) {
            add(batch, series[i * series.length / rows], i);
        }
        return batch;
    }

    private static void add(RecordBatch batch, Series series, int i) {
        long at = 1_700_000_000_000_000L + 137L * i;
        switch (batch) {
            case TickBatch ticks -> {
                int row = ticks.add(series, at, at + 1_300, 67_012.34 + i);
                ticks.quote(row, 67_012.33 + i, 67_012.35 + i, 0.5, 1.25);
                ticks.sequence(row, 9_000_000_000L + i);
            }
            case TradeBatch trades -> {
                int row = trades.add(
                        series, at, at + 1_300, Long.toString(3_000_000_000L + i), 67_012.34 + i, 0.01, Side.BUY);
                trades.counted(row);
            }
            case CandleBatch candles -> {
                var prices = new CandleBatch.Prices(67_012.34 + i, 67_015.5 + i, 67_010 + i, 67_013.25 + i);
                int row = candles.add(series, Timeframe.M5, 1_700_000_100_000_000L + 300_000_000L * i, prices);
                candles.volumes(row, 12.5, Double.NaN);
            }
            case SampleBatch samples -> samples.add(series, 1_700_000_000_000_000L + 300_000_000L * i, 21.5 + i % 10);
        }
    }

    /// Keeps a bounded number of records in flight from one event loop.
    private static final class Producer {
        private final Journal journal;
        private final RecordBatch batch;
        private final long untilNs;
        private final Promise<Long> done = Promise.promise();
        private final long[] latenciesNs = new long[1 << 20];
        private long answered;
        private long records;
        private int inFlight;
        private @Nullable Throwable failure;

        Producer(Journal journal, RecordBatch batch, long untilNs) {
            this.journal = journal;
            this.batch = batch;
            this.untilNs = untilNs;
        }

        void fill() {
            while (inFlight < RECORDS_IN_FLIGHT && failure == null && System.nanoTime() - untilNs < 0) {
                inFlight += batch.size();
                long from = System.nanoTime();
                var _ = journal.append(batch)
                        .onSuccess(_ ->
                                latenciesNs[(int) (answered++ & latenciesNs.length - 1)] = System.nanoTime() - from)
                        .onFailure(e -> failure = e)
                        .onComplete(_ -> answered());
            }
        }

        private void answered() {
            inFlight -= batch.size();
            records += batch.size();
            if (failure != null) {
                done.tryFail(failure);
                return;
            }
            if (inFlight <= RECORDS_IN_FLIGHT / 2) {
                fill();
            }
            if (inFlight == 0) {
                done.tryComplete(records);
            }
        }

        int measured() {
            return (int) Math.min(answered, latenciesNs.length);
        }
    }
}
