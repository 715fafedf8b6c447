package dev.tidemark.hot.postgres;

import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Sql;
import dev.tidemark.testkit.TestPostgres;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/// A database of its own for one test, reached and migrated.
final class HotStoreFixture implements AutoCloseable {

    /// A pool of four, and statements that give up early enough for a test.
    static final PostgresConfig CONFIG = new PostgresConfig(null, 4, Duration.ofSeconds(5), Duration.ofSeconds(10), 0);

    final Vertx vertx = Vertx.vertx();
    final String url;
    final Sql sql;
    final PostgresDatabase database;

    HotStoreFixture() {
        this(HotConfig.DEFAULT);
    }

    HotStoreFixture(HotConfig config) {
        url = TestPostgres.shared().newDatabase();
        database = PostgresDatabase.create(vertx, CONFIG, url, config, InstantSource.system(), new RowNumberBytes());
        Await.result(database.ready());
        sql = new Sql(url);
    }

    @Override
    public void close() {
        Await.result(database.close());
        sql.close();
        Await.result(vertx.close());
    }

    /// Keeps of a record just enough to know it again.
    static final class RowNumberBytes implements RecordBytes {

        @Override
        public byte[] encode(RecordBatch rows, int row) {
            String text = rows.dataset() + " " + rows.series(row).source() + " "
                    + rows.series(row).symbol() + " " + rows.timeUs(row);
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public RecordBatch decode(byte[] bytes) {
            String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
            var dataset = Dataset.valueOf(words[0]);
            var series = new dev.tidemark.market.Series(dataset, words[1], words[2]);
            long timeUs = Long.parseLong(words[3]);
            return switch (dataset) {
                case TICKS -> {
                    var batch = new TickBatch(1);
                    batch.add(series, timeUs, timeUs, 1);
                    yield batch;
                }
                case TRADES -> {
                    var batch = new TradeBatch(1);
                    batch.add(series, timeUs, timeUs, "1", 1, 1, dev.tidemark.market.Side.UNKNOWN);
                    yield batch;
                }
                case CANDLES -> {
                    var batch = new CandleBatch(1);
                    batch.add(series, Timeframe.M5, timeUs, new CandleBatch.Prices(1, 1, 1, 1));
                    yield batch;
                }
                case SAMPLES -> {
                    var batch = new SampleBatch(1);
                    batch.add(series, timeUs, 1);
                    yield batch;
                }
            };
        }
    }
}
