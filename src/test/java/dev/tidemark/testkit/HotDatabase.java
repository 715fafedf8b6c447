package dev.tidemark.testkit;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A database of its own for one test, migrated, and filled by plain SQL: what it holds owes nothing to the writer.
public final class HotDatabase implements AutoCloseable {

    private static final PostgresConfig CONFIG =
            new PostgresConfig(null, 12, Duration.ofSeconds(5), Duration.ofSeconds(30), 0);

    public final String url;
    public final Vertx vertx;
    public final Sql sql;
    public final PostgresDatabase database;

    public HotDatabase() {
        this(TestPostgres.shared().newDatabase());
    }

    /// Over a database that is there already, as another process would be.
    public HotDatabase(String url) {
        this(url, Vertx.vertx());
    }

    /// @param vertx closed with this
    public HotDatabase(String url, Vertx vertx) {
        this.url = url;
        this.vertx = vertx;
        database =
                PostgresDatabase.create(vertx, CONFIG, url, HotConfig.DEFAULT, InstantSource.system(), new NoBytes());
        Await.result(database.ready());
        sql = new Sql(url);
    }

    /// One more connection, closed by the caller.
    public Sql connect() {
        return new Sql(url);
    }

    /// Samples of the points `{prefix}1` to `{prefix}{points}` of a site, `rows` each, evenly over the day, with
    /// values that tell them apart. Written as a writer would, under the day's lock.
    public void samples(String site, LocalDate day, int points, int rows) {
        sql.run("""
            select tidemark_add_days('samples', array['%2$s'::date]);
            insert into series (dataset, source, symbol)
            select 'samples', '%1$s', 'p' || p from generate_series(1, %3$d) p on conflict do nothing;
            begin;
            select pg_advisory_xact_lock_shared(tidemark_day_key('samples', '%2$s'));
            insert into samples
            select s.series_id, '%2$s 00:00Z'::timestamptz + n * (interval '1 day' / %4$d),
                   s.series_id * 1000 + n + 0.25
              from generate_series(0, %4$d - 1) n, series s
             where s.dataset = 'samples' and s.source = '%1$s' and substr(s.symbol, 2)::int <= %3$d;
            commit
            """.formatted(site, day, points, rows));
    }

    /// One late sample, as a writer would keep it.
    public void lateSample(String site, String point, String time, double value) {
        sql.run("""
            begin;
            select pg_advisory_xact_lock_shared(tidemark_day_key('samples', '%3$s'::date));
            insert into late_samples (series_id, time, value)
            select series_id, '%3$s', %4$s from series
             where dataset = 'samples' and source = '%1$s' and symbol = '%2$s' on conflict do nothing;
            commit
            """.formatted(site, point, time, value));
    }

    public static PartitionDay day(Dataset dataset, String partition, LocalDate day) {
        return new PartitionDay(new Partition(dataset, partition), day);
    }

    /// All rows of a cursor.
    public static RecordBatch drain(RecordCursor cursor, Dataset dataset) {
        RecordBatch all = RecordBatch.of(dataset, 8);
        for (var page = Await.result(cursor.next()); page.isPresent(); page = Await.result(cursor.next())) {
            all.copyAll(page.get());
        }
        return all;
    }

    /// `name@microseconds=value` of each row.
    public static List<String> texts(SampleBatch rows) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            texts.add(rows.series(row).symbol() + "@" + rows.timeUs(row) + "=" + rows.value(row));
        }
        return texts;
    }

    @Override
    public void close() {
        Await.result(database.close());
        sql.close();
        Await.result(vertx.close());
    }

    private static final class NoBytes implements RecordBytes {

        @Override
        public byte[] encode(RecordBatch rows, int row) {
            return new byte[0];
        }

        @Override
        public RecordBatch decode(byte[] bytes) {
            throw new IllegalArgumentException("Expected nobody to read dead letters");
        }
    }
}
