package dev.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.cursor.RowOrder;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.RowOracle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Queries while rows are written, archived, come late, are folded in and made into months, all on the real thing: what
/// was committed before a query began is in its answer, once and in its place, and nothing is that never came.
@Timeout(1_800)
class QueryOracleIT {

    private static final int QUERIES = Boolean.getBoolean("tidemark.nightly") ? 10_000 : 500;
    private static final int DAYS = 6;

    private final long seed = Long.getLong("seed", System.nanoTime());
    /// Rows that are committed, and those that may be.
    private final RowOracle committed = new RowOracle();
    private final RowOracle offered = new RowOracle();
    private final Map<Partition, List<String>> known = new ConcurrentHashMap<>();

    @TempDir
    private Path data;

    @Test
    void everyAnswerIsWhatTheOracleSaysAtEveryMoment() {
        System.out.println("QueryOracleIT seed " + seed + ", " + QUERIES + " queries");
        var isOver = new AtomicBoolean();
        try (var tiers = new RealTiers(data);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = new RandomRows(new Random(seed), DAYS);
            for (Partition partition : RandomRows.partitions()) {
                write(tiers, writer, partition);
            }
            var changes = CompletableFuture.runAsync(
                    () -> {
                        var random = new Random(seed + 1);
                        while (!isOver.get()) {
                            change(tiers, writer, random);
                        }
                    },
                    threads);
            try {
                var asking = new RandomRows(new Random(seed + 2), DAYS);
                for (int i = 0; i < QUERIES && !changes.isDone(); i++) {
                    ask(tiers, asking);
                }
            } finally {
                isOver.set(true);
            }
            changes.join();
            // And once more when everything has come to rest.
            var last = new RandomRows(new Random(seed + 3), DAYS);
            for (int i = 0; i < 20; i++) {
                ask(tiers, last);
            }
        }
    }

    private void change(RealTiers tiers, RandomRows rows, Random random) {
        Partition partition = rows.partition();
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> write(tiers, rows, partition);
            case 4, 5, 6, 7, 8 -> tiers.archive(partition, rows.day());
            default -> tiers.compact();
        }
    }

    private void write(RealTiers tiers, RandomRows rows, Partition partition) {
        RecordBatch batch = rows.distinctBatch(partition, 120);
        var journaled = tiers.journal(batch);
        synchronized (offered) {
            offered.add(batch);
        }
        tiers.write(journaled);
        synchronized (committed) {
            committed.add(batch);
        }
        known.merge(partition, names(batch), QueryOracleIT::both);
    }

    private void ask(RealTiers tiers, RandomRows rows) {
        Partition partition = rows.partition();
        SeriesQuery query = rows.whole(partition, known.getOrDefault(partition, List.of()));
        List<String> least;
        synchronized (committed) {
            least = committed.expected(query);
        }
        List<String> answered = answer(tiers, query, rows.pageRows());
        List<String> most;
        synchronized (offered) {
            most = offered.expected(query);
        }
        assertThat(missing(least, answered))
                .as("not answered, seed " + seed + ": " + query)
                .isEmpty();
        assertThat(missing(answered, most))
                .as("never came, came twice or out of order, seed " + seed + ": " + query)
                .isEmpty();
    }

    /// The rows that the other list does not have behind the one before.
    private static List<String> missing(List<String> rows, List<String> in) {
        List<String> missing = new ArrayList<>();
        int at = 0;
        for (String row : rows) {
            int found = at;
            while (found < in.size() && !in.get(found).equals(row)) {
                found++;
            }
            if (found == in.size()) {
                missing.add(row);
            } else {
                at = found + 1;
            }
        }
        return missing;
    }

    /// The whole answer, page by page: a page begins behind the last row of the one before.
    private static List<String> answer(RealTiers tiers, SeriesQuery query, long pageRows) {
        List<String> answered = new ArrayList<>();
        RowKey after = null;
        while (true) {
            List<RecordBatch> page = new ArrayList<>();
            SeriesQuery part = query.behind(after, pageRows);
            Await.result(onContext(
                    tiers,
                    () -> tiers.engine()
                            .open(part)
                            .compose(rows -> drain(rows, page).eventually(rows::close))));
            page.forEach(rows -> answered.addAll(RowOracle.texts(rows)));
            long count = page.stream().mapToLong(RecordBatch::size).sum();
            if (count < pageRows) {
                return answered;
            }
            RecordBatch last = page.getLast();
            after = RowOrder.of(query.partition().dataset()).key(last, last.size() - 1);
        }
    }

    private static Future<Void> drain(Answer answer, List<RecordBatch> into) {
        return answer.next().compose(rows -> {
            rows.ifPresent(into::add);
            return rows.isPresent() ? drain(answer, into) : Future.succeededFuture();
        });
    }

    private static <T> Future<T> onContext(RealTiers tiers, Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        tiers.hot.vertx.getOrCreateContext().runOnContext(turn -> work.get().onComplete(done));
        return done.future();
    }

    private static List<String> names(RecordBatch batch) {
        var names = new TreeMap<String, Boolean>();
        for (int row = 0; row < batch.size(); row++) {
            boolean isSample = batch.dataset() == Dataset.SAMPLES;
            names.put(isSample ? batch.series(row).symbol() : batch.series(row).source(), true);
        }
        return List.copyOf(names.keySet());
    }

    private static List<String> both(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        more.stream().filter(name -> !some.contains(name)).forEach(all::add);
        return List.copyOf(all);
    }
}
