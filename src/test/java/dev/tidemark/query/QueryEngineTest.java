package dev.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.Partition;
import dev.tidemark.hot.Snapshots.Snapshot;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.InMemoryLake;
import dev.tidemark.testkit.InMemorySnapshots;
import dev.tidemark.testkit.RowCursor.Manner;
import dev.tidemark.testkit.RowOracle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryEngineTest {

    private static final Partition NORTH = new Partition(Dataset.SAMPLES, "north");
    private static final LocalDate DAY = RandomRows.FIRST_DAY;

    private final Vertx vertx = Vertx.vertx();
    private InMemoryLake lake = new InMemoryLake(Manner.of(7));
    private InMemorySnapshots hot = new InMemorySnapshots(lake, Manner.of(7));

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void everyAnswerIsWhatTheOracleSaysWhateverIsArchivedMeanwhile() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("QueryEngineTest seed " + seed);
        var random = new Random(seed);
        for (int world = 0; world < 40; world++) {
            live(random);
        }
    }

    private void live(Random random) {
        lake = new InMemoryLake(Manner.of(1 + random.nextInt(60)).later(true));
        hot = new InMemorySnapshots(lake, Manner.of(1 + random.nextInt(60)).later(true));
        var rows = new RandomRows(random, 6);
        var oracle = new RowOracle();
        for (int step = 0; step < 40; step++) {
            change(rows, oracle, random);
            ask(rows, oracle, random);
        }
        assertThat(hot.openCount()).isZero();
    }

    private void change(RandomRows rows, RowOracle oracle, Random random) {
        Partition partition = rows.partition();
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                RecordBatch batch = rows.batch(partition, 150);
                hot.add(batch);
                oracle.add(batch);
            }
            case 3 -> hot.seal(partition, rows.day());
            case 4, 5 -> hot.archive(partition, rows.day());
            case 6 -> hot.fold(partition, rows.day());
            default -> {
                if (partition.dataset() == Dataset.SAMPLES) {
                    hot.compact(partition);
                }
            }
        }
    }

    private void ask(RandomRows rows, RowOracle oracle, Random random) {
        Partition partition = rows.partition();
        List<String> known = names(partition);
        if (known.isEmpty()) {
            assertThat(Await.failure(engine().open(rows.query(partition, known))))
                    .isInstanceOf(QueryFault.Unknown.class);
            return;
        }
        SeriesQuery query = rows.query(partition, known);
        List<String> expected = oracle.expected(query);
        List<String> answered = new ArrayList<>();
        TierCounts counts = Await.result(onContext(() -> engine().open(query)
                .compose(answer -> drain(answer, answered, () -> {
                            if (random.nextInt(4) == 0) {
                                // Rows that come now are not in the snapshot.
                                change(rows, oracle, random);
                            }
                        })
                        .map(answer.counts()))));
        assertThat(answered).as(query.toString()).isEqualTo(expected);
        assertThat(counts.hot() + counts.cold()).isEqualTo(answered.size());
    }

    @Test
    void aFileThatIsReplacedInTheMiddleIsReadAgainFromWhereItWas() {
        hot.add(samples(3, 40));
        hot.archive(NORTH, DAY);
        hot.archive(NORTH, DAY.plusDays(1));
        var before = hot.files(NORTH);
        List<String> whole = all();
        assertThat(whole).hasSize(120);

        hot.compact(NORTH);
        before.forEach(file -> lake.damage(file, 2));
        assertThat(all()).isEqualTo(whole);
        InMemorySnapshots now = hot;
        var stale = engine();
        List<String> answered = new ArrayList<>();
        var answer = Await.result(stale.open(query()));
        answered.addAll(RowOracle.texts(Await.result(answer.next()).orElseThrow()));
        var monthly = now.files(NORTH);
        monthly.forEach(file -> lake.damage(file, 1));
        now.compact(NORTH);
        monthly.forEach(lake::lose);
        drained(answer, answered);
        assertThat(answered).isEqualTo(whole);
    }

    @Test
    void aFileThatIsGoneForGoodIsAFailureAndNeverAHole() {
        hot.add(samples(2, 20));
        hot.archive(NORTH, DAY);
        hot.files(NORTH).forEach(lake::lose);

        var answer = Await.result(engine().open(query()));
        assertThat(Await.failure(answer.next())).isInstanceOf(ColdFault.Missing.class);
        Await.result(answer.close());
        assertThat(hot.openCount()).isZero();
    }

    @Test
    void aSettledRangeHoldsNoSnapshotAndNamesItsVersions() {
        hot.add(samples(2, 20));
        hot.archive(NORTH, DAY);
        var closed = new TimeRange(start(), start() + Feed.DAY_US);

        var settled = Await.result(engine().open(query(closed)));
        assertThat(settled.version()).isPresent();
        assertThat(hot.openCount()).isZero();
        var open = Await.result(engine().open(query()));
        assertThat(open.version()).isEmpty();
        assertThat(hot.openCount()).isPositive();
        Await.result(open.close());
        Await.result(settled.close());
        assertThat(hot.openCount()).isZero();
    }

    @Test
    void manyPointsOverManyFilesAreReadInGroupsThatFitIntoMemory() {
        hot.add(samples(12, 60));
        for (int day = 0; day < 30; day++) {
            hot.archive(NORTH, DAY.plusDays(day));
        }
        List<String> expected = all();
        int openedAtOnce = lake.opened();
        assertThat(expected).hasSize(12 * 60);
        assertThat(openedAtOnce).isEqualTo(30);
    }

    private List<String> all() {
        List<String> answered = new ArrayList<>();
        drained(Await.result(engine().open(query())), answered);
        return answered;
    }

    private static void drained(Answer answer, List<String> into) {
        Await.result(drain(answer, into, () -> {}));
    }

    private static Future<Void> drain(Answer answer, List<String> into, Runnable between) {
        return rest(answer, into, between).eventually(answer::close);
    }

    private static Future<Void> rest(Answer answer, List<String> into, Runnable between) {
        return answer.next().compose(rows -> {
            if (rows.isEmpty()) {
                return Future.succeededFuture();
            }
            into.addAll(RowOracle.texts(rows.get()));
            between.run();
            return rest(answer, into, between);
        });
    }

    private QueryEngine engine() {
        return new QueryEngine(hot, lake, QueryConfig.DEFAULT);
    }

    private List<String> names(Partition partition) {
        return Await.result(hot.open(partition, null, new TimeRange(0, 1))
                .compose(snapshot -> snapshot.close().map(closed -> namesOf(snapshot))));
    }

    private static List<String> namesOf(Snapshot snapshot) {
        return snapshot.names();
    }

    private <T> Future<T> onContext(java.util.function.Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        vertx.getOrCreateContext().runOnContext(turn -> work.get().onComplete(done));
        return done.future();
    }

    private static SeriesQuery query() {
        return query(new TimeRange(start(), start() + 40 * Feed.DAY_US));
    }

    private static SeriesQuery query(TimeRange range) {
        return new SeriesQuery(NORTH, null, range, null, Long.MAX_VALUE);
    }

    private static long start() {
        return DAY.toEpochDay() * Feed.DAY_US;
    }

    /// So many points with a sample every twelve hours.
    private static SampleBatch samples(int points, int each) {
        var batch = new SampleBatch(points * each);
        for (int point = 0; point < points; point++) {
            var series = new Series(Dataset.SAMPLES, "north", "p" + point);
            for (int i = 0; i < each; i++) {
                batch.add(series, start() + i * Feed.DAY_US / 2, point + i);
            }
        }
        return batch;
    }
}
