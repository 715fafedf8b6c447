package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.HotFault;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FaultProxy;
import dev.tidemark.testkit.Feed;
import dev.tidemark.testkit.TestPostgres;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections that break at every moment of a write, the answer to COMMIT among them.
class ExactlyOnceIT {

    private static final Series TICKS = Feed.series(Dataset.TICKS, "binance", "BTC/USDT");
    private static final Series TRADES = Feed.series(Dataset.TRADES, "binance", "BTC/USDT");
    private static final int ROWS = 50;

    private final Feed feed = new Feed();
    private HotStoreFixture fixture;
    private FaultProxy proxy;
    private PostgresDatabase database;

    @BeforeEach
    void open() {
        fixture = new HotStoreFixture();
        int port = TestPostgres.shared().port();
        proxy = Await.result(FaultProxy.start(fixture.vertx, "127.0.0.1", port));
        database = PostgresDatabase.create(
                fixture.vertx,
                HotStoreFixture.CONFIG,
                fixture.url.replace(":" + port + "/", ":" + proxy.port() + "/"),
                HotConfig.DEFAULT,
                InstantSource.system(),
                new HotStoreFixture.RowNumberBytes());
        Await.result(database.ready());
    }

    @AfterEach
    void close() {
        Await.result(database.close().compose(_ -> proxy.close()));
        fixture.close();
    }

    @Test
    void ticksLandOnceWhereverTheStatementIsCut() {
        for (int i = 0; i < 60; i++) {
            cutSomewhere(new Random(i), i % 2 == 0 ? 9_000 : 150, i % 2 == 0);
            writeUntilStored(feed.next(Feed.ticks(TICKS, Feed.NOON_US + i * 1_000_000L, ROWS)));
            assertThat(fixture.sql.number("select count(*) from ticks"))
                    .as("batch %d", i)
                    .isEqualTo((i + 1L) * ROWS);
        }
        assertThat(fixture.sql.number("select count(distinct ingest_id) from ticks"))
                .isEqualTo(60L * ROWS);
    }

    @Test
    void lateTicksLandOnceWhereverTheirTransactionIsCut() {
        fixture.sql.run("select tidemark_seal('ticks', 'BTC/USDT', '2026-03-01')");
        for (int i = 0; i < 40; i++) {
            cutSomewhere(new Random(i), i % 2 == 0 ? 9_000 : 900, i % 2 == 0);
            writeUntilStored(feed.next(Feed.ticks(TICKS, Feed.NOON_US + i * 1_000_000L, ROWS)));
            assertThat(fixture.sql.number("select count(*) from late_ticks"))
                    .as("batch %d", i)
                    .isEqualTo((i + 1L) * ROWS);
        }
        assertThat(fixture.sql.number("select count(distinct ingest_id) from late_ticks"))
                .isEqualTo(40L * ROWS);
        assertThat(fixture.sql.number("select count(*) from ticks")).isZero();
    }

    @Test
    void aTransactionOfManyStatementsLandsOnceWhereverItIsCut() {
        for (int i = 0; i < 40; i++) {
            cutSomewhere(new Random(i), i % 2 == 0 ? 4_000 : 900, i % 2 == 0);
            long first = i * 100L;
            // Every batch leaves a gap before it, so that none is a single statement.
            writeUntilStored(feed.next(Feed.trades(TRADES, first, first + 1, first + 2)));
            assertThat(fixture.sql.number("select count(*) from trades"))
                    .as("batch %d", i)
                    .isEqualTo((i + 1L) * 3);
            assertThat(fixture.sql.number("select count(*) from gaps"))
                    .as("batch %d", i)
                    .isEqualTo(i);
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostWaitsForTheOldTransaction() {
        writeUntilStored(feed.next(Feed.trades(TRADES, 1)));
        WriteBatch batch = feed.next(Feed.trades(TRADES, 2, 3));
        fixture.sql.run("begin");
        // The write has moved its lanes when it comes upon this trade, which is not committed; then its client goes.
        fixture.sql.run(
                "insert into trades select series_id, day, '3', time, received, price, size, side, 0 from trades");
        Future<Written> write = database.hotStore().write(batch);
        waitFor("select count(*) from pg_locks where not granted");
        proxy.keepServerSide();
        proxy.cut();
        waitFor("select (count(*) > 1)::int from pg_locks where not granted");
        fixture.sql.run("rollback");

        assertThat(Await.result(write)).isEqualTo(new Written(2, 2, 0, 0));
        assertThat(fixture.sql.texts("select trade_id from trades order by 1")).containsExactly("1", "2", "3");
    }

    @Test
    void aServerThatIsReadOnlyIsNobodysFault() {
        fixture.sql.run("alter database " + name() + " set default_transaction_read_only = on");
        proxy.cut();
        WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US, ROWS));

        assertThat(failureOf(batch)).isInstanceOf(HotFault.Unavailable.class);

        fixture.sql.run("set default_transaction_read_only = off");
        fixture.sql.run("alter database " + name() + " set default_transaction_read_only = off");
        proxy.cut();
        writeUntilStored(batch);
        assertThat(fixture.sql.number("select count(*) from ticks")).isEqualTo(ROWS);
        assertThat(fixture.sql.number("select count(*) from dead_letters")).isZero();
    }

    @Test
    void killedBackendsLoseNothing() {
        for (int i = 0; i < 20; i++) {
            WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US + i * 1_000_000L, 2_000));
            Future<Written> write = database.hotStore().write(batch);
            fixture.sql.run("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            Await.result(write.transform(_ -> Future.succeededFuture()));
            writeUntilStored(batch);
        }
        assertThat(fixture.sql.number("select count(*) from ticks")).isEqualTo(40_000);
        assertThat(fixture.sql.number("select count(distinct ingest_id) from ticks"))
                .isEqualTo(40_000);
    }

    @Test
    void aServerThatIsAwayIsNobodysFault() {
        proxy.refuse();
        WriteBatch batch = feed.next(Feed.ticks(TICKS, Feed.NOON_US, ROWS));

        assertThat(failureOf(batch)).isInstanceOf(HotFault.Unavailable.class);

        proxy.pass();
        writeUntilStored(batch);
        assertThat(fixture.sql.number("select count(*) from ticks")).isEqualTo(ROWS);
    }

    /// What the writer does: on [HotFault.Unavailable] again, on [HotFault.Moved] a look at the positions.
    private void writeUntilStored(WriteBatch batch) {
        for (int i = 0; i < 100; i++) {
            Throwable failure = Await.result(database.hotStore()
                    .write(batch)
                    .transform(done -> Future.succeededFuture(done.failed() ? done.cause() : new Stored())));
            proxy.pass();
            switch (failure) {
                case Stored _ -> {
                    return;
                }
                case HotFault.Moved _ -> {
                    expectStored(batch);
                    return;
                }
                case HotFault.Unavailable _ -> {}
                default -> fail("Expected a HotFault", failure);
            }
        }
        fail("Not stored after 100 tries");
    }

    private void expectStored(WriteBatch batch) {
        Positions positions = Await.result(database.hotStore().positions(feed.journal(), batch.dataset()));
        batch.moves().forEach(move -> assertThat(positions.get(move.lane())).isEqualTo(move.to()));
    }

    private void cutSomewhere(Random random, int bytes, boolean isToServer) {
        proxy.pass();
        if (isToServer) {
            proxy.cutAfterToServer(random.nextInt(bytes));
        } else {
            proxy.cutAfterToClient(random.nextInt(bytes));
        }
        if (random.nextInt(10) == 0) {
            proxy.keepServerSide();
        }
    }

    private Throwable failureOf(WriteBatch batch) {
        return Await.failure(database.hotStore().write(batch));
    }

    private String name() {
        return fixture.url.substring(fixture.url.lastIndexOf('/') + 1);
    }

    private void waitFor(String query) {
        Await.until(() -> fixture.sql.number(query) > 0);
    }

    private static final class Stored extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
