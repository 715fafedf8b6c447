package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A day is sealed while several writers are at it.
class SealIT {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int WRITERS = 3;
    private static final int PARTITIONS = 4;

    private HotStoreFixture fixture;
    private final AtomicBoolean isStopped = new AtomicBoolean();

    @BeforeEach
    void open() {
        fixture = new HotStoreFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKS", "TRADES", "SAMPLES"})
    void everyRowEndsUpOnceAndASealedDayNeverChanges(Dataset dataset) {
        List<Source> sources = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            sources.add(new Source(dataset, writer));
        }
        Future<?> writing = Future.all(sources.stream().map(this::writeOn).toList());
        var random = new Random(SEED);
        for (int partition = 0; partition < PARTITIONS - 1; partition++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100 + random.nextInt(300)));
            Await.result(fixture.database.hotDays().seal(HotDatabase.day(dataset, "P" + partition, DAY)));
            String sealed = hotRows(dataset, partition);
            for (int look = 0; look < 5; look++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
                assertThat(hotRows(dataset, partition))
                        .as("seed %d, P%d", SEED, partition)
                        .isEqualTo(sealed);
            }
        }
        isStopped.set(true);
        Await.result(writing);
        assertComplete(dataset, sources);
    }

    private void assertComplete(Dataset dataset, List<Source> sources) {
        long written =
                sources.stream().mapToLong(source -> source.written.received()).sum();
        long late = sources.stream().mapToLong(source -> source.written.late()).sum();
        String table = dataset.label();
        assertThat(fixture.sql.number("select count(*) from late_" + table))
                .as("seed %d", SEED)
                .isEqualTo(late);
        assertThat(late).isPositive();
        assertThat(fixture.sql.number("select count(*) from " + table))
                .as("seed %d", SEED)
                .isEqualTo(written - late);
        String key = dataset == Dataset.SAMPLES ? "series_id, time" : "ingest_id";
        assertThat(fixture.sql.number("select count(*) from (select " + key + " from " + table + " union select " + key
                        + " from late_" + table + ") u"))
                .as("seed %d", SEED)
                .isEqualTo(written);
        assertThat(fixture.sql.number("select count(*) from dead_letters")).isZero();
        assertThat(fixture.sql.number("select count(*) from gaps")).isZero();
    }

    private String hotRows(Dataset dataset, int partition) {
        String name = dataset == Dataset.SAMPLES ? "s.source" : "s.symbol";
        return fixture.sql
                .texts("select count(*), sum(hashtextextended(t::text, 0)) from " + dataset.label()
                        + " t join series s using (series_id) where " + name + " = 'P" + partition + "'")
                .getFirst();
    }

    private Future<Void> writeOn(Source source) {
        if (isStopped.get()) {
            return Future.succeededFuture();
        }
        return fixture.database
                .hotStore()
                .write(source.feed.next(source.rows()))
                .compose(written -> {
                    source.written = source.written.plus(written);
                    return writeOn(source);
                });
    }

    /// One writer's rows: some of every partition, none of them like any other.
    private static final class Source {

        private final Feed feed = new Feed();
        private final Dataset dataset;
        private final int number;
        private final Random random;
        private Written written = Written.NOTHING;
        private long next;

        Source(Dataset dataset, int number) {
            this.dataset = dataset;
            this.number = number;
            this.random = new Random(SEED + number);
        }

        RecordBatch rows() {
            int size = 1 + random.nextInt(60);
            RecordBatch rows = RecordBatch.of(dataset, size);
            for (int i = 0; i < size; i++) {
                add(rows, series(random.nextInt(PARTITIONS)));
            }
            return rows;
        }

        private Series series(int partition) {
            return dataset == Dataset.SAMPLES
                    ? Feed.series(dataset, "P" + partition, "p" + number)
                    : Feed.series(dataset, "w" + number, "P" + partition);
        }

        private void add(RecordBatch rows, Series series) {
            long timeUs = Feed.NOON_US + next++ * 1_000;
            switch (rows) {
                case SampleBatch samples -> samples.add(series, timeUs, (double) next);
                case TickBatch ticks -> ticks.add(series, timeUs, timeUs, (double) next);
                case TradeBatch trades -> trades.add(series, timeUs, timeUs, "t" + next, 1, 1, Side.BUY);
                default -> throw new IllegalArgumentException("Expected no candles");
            }
        }
    }
}
