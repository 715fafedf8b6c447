package dev.tidemark.journal;

import static dev.tidemark.journal.JournalDriver.await;
import static dev.tidemark.journal.JournalDriver.behind;
import static dev.tidemark.journal.JournalDriver.byLane;
import static dev.tidemark.journal.JournalDriver.expectedByLane;
import static dev.tidemark.journal.JournalDriver.read;
import static dev.tidemark.journal.JournalDriver.readFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every journal does, whatever it is made of: an implementation extends this and says how to open one.
///
/// Each test has a log of its own. Idempotency keys have a kit of their own, [IdempotencyContract].
public abstract class JournalContract {

    /// The most that a small journal may hold before it is full, in bytes.
    protected static final int SMALL_BYTES = 4 << 20;

    private Vertx vertx;
    private Journal journal;

    /// Opens the journal of the running test; the second time, it is the one that was closed before.
    ///
    /// @param maxBytes its bound; at least [#SMALL_BYTES]
    protected abstract Future<? extends Journal> open(Vertx onVertx, long maxBytes);

    @BeforeEach
    void openJournal() {
        vertx = Vertx.vertx();
        journal = await(open(vertx, 256 << 20));
    }

    @AfterEach
    void closeJournal() {
        await(journal.close());
        await(vertx.close());
    }

    private void reopen(long maxBytes) {
        await(journal.close());
        journal = await(open(vertx, maxBytes));
    }

    @Test
    void rowsComeBackAsTheyWereInTheOrderOfTheirLane() {
        var random = new SplittableRandom(7);
        var batches = new ArrayList<RecordBatch>();
        int rows = 0;
        for (int i = 0; i < 50; i++) {
            batches.add(Batches.random(Dataset.TICKS, random.nextInt(1, 200), random));
            rows += batches.getLast().size();
            await(journal.append(batches.getLast()));
        }
        List<JournalFrame> frames = readFrom(journal, Dataset.TICKS, new Positions(), rows);
        assertThat(byLane(frames)).isEqualTo(expectedByLane(batches));
    }

    @Test
    void appendsThatDoNotWaitForEachOtherKeepTheirOrder() {
        var batches = new ArrayList<RecordBatch>();
        var receipts = new ArrayList<Future<Receipt>>();
        for (int i = 0; i < 3_000; i++) {
            batches.add(Batches.trades("BTC/USD", i, 1));
            receipts.add(journal.append(batches.getLast()));
        }
        assertThat(await(Future.all(receipts)).<Receipt>list()).containsOnly(new Receipt(1, false));
        assertThat(byLane(readFrom(journal, Dataset.TRADES, new Positions(), 3_000)))
                .isEqualTo(expectedByLane(batches));
    }

    @Test
    void theBatchMayBeReusedAtOnce() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 3);
        List<String> before = Batches.texts(batch);
        Future<Receipt> receipt = journal.append(batch);
        batch.clear();
        await(receipt);
        assertThat(byLane(readFrom(journal, Dataset.TRADES, new Positions(), 3)))
                .isEqualTo(before);
    }

    @Test
    void anEmptyBatchIsDurableAtOnce() {
        assertThat(await(journal.append(new TickBatch(0)))).isEqualTo(new Receipt(0, false));
    }

    @Test
    void moreRowsThanAFrameHoldsAreOneAppend() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 2 * Position.MAX_ROWS + 1);
        assertThat(await(journal.append(batch)).records()).isEqualTo(batch.size());
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), batch.size());
        assertThat(frames).extracting(frame -> frame.rows().size()).allMatch(rows -> rows <= Position.MAX_ROWS);
        assertThat(byLane(frames)).isEqualTo(Batches.texts(batch));
    }

    @Test
    void sequencesRiseWithinALaneAndOriginsNameEachRow() {
        for (int i = 0; i < 5; i++) {
            await(journal.append(Batches.random(Dataset.TICKS, 100, new SplittableRandom(i))));
        }
        var last = new HashMap<Integer, Position>();
        for (JournalFrame frame : readFrom(journal, Dataset.TICKS, new Positions(), 500)) {
            Position before = last.put(frame.lane(), frame.end());
            assertThat(frame.end().sequence()).isEqualTo(frame.sequence());
            assertThat(before == null || before.sequence() < frame.sequence()).isTrue();
            for (int row = 0; row < frame.rows().size(); row++) {
                assertThat(frame.rows().origin(row)).isEqualTo(Position.origin(frame.sequence(), row));
            }
        }
    }

    @Test
    void readingGoesOnBehindAnyPositionAlsoWithinAFrame() {
        await(journal.append(Batches.trades("BTC/USD", 0, 10)));
        await(journal.append(Batches.trades("BTC/USD", 10, 10)));
        List<JournalFrame> all = readFrom(journal, Dataset.TRADES, new Positions(), 20);
        List<String> expected = byLane(all);
        int consumed = 0;
        for (JournalFrame frame : all) {
            for (int row = 0; row < frame.rows().size() && consumed < 19; row++) {
                consumed++;
                var from = new Positions();
                from.set(frame.lane(), Position.after(frame.rows().origin(row)));
                List<JournalFrame> rest = readFrom(journal, Dataset.TRADES, from, 20 - consumed);
                assertThat(byLane(rest)).isEqualTo(expected.subList(consumed, 20));
                assertThat(rest.getLast().end()).isEqualTo(all.getLast().end());
                assertThat(rest.getFirst().rows().origin(0))
                        .isGreaterThan(frame.rows().origin(row));
            }
        }
    }

    @Test
    void marksTravelInTheLaneOfTheirSeriesBehindItsRows() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 2);
        Batches.addTrade(batch, "ETH/USD", 7);
        batch.mark(new FeedMark.LastTrade(Batches.series(Dataset.TRADES, "BTC/USD"), 1, 5));
        batch.mark(new FeedMark.LostFrames(Batches.series(Dataset.TRADES, "*"), 3, 4, 6));
        await(journal.append(batch));
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), 5);
        assertThat(byLane(frames)).isEqualTo(expectedByLane(List.of(batch)));
    }

    @Test
    void aFrameOfMarksAloneCountsAsOneRow() {
        var batch = new TradeBatch(0);
        batch.mark(new FeedMark.LastTrade(Batches.series(Dataset.TRADES, "BTC/USD"), 1, 5));
        assertThat(await(journal.append(batch)).records()).isZero();
        JournalFrame frame =
                readFrom(journal, Dataset.TRADES, new Positions(), 1).getFirst();
        assertThat(frame.rows().size()).isZero();
        assertThat(frame.end()).isEqualTo(new Position(frame.sequence(), 1));
        await(journal.append(Batches.trades("BTC/USD", 0, 1)));
        assertThat(byLane(readFrom(journal, Dataset.TRADES, behind(List.of(frame)), 1)))
                .isEqualTo(Batches.texts(Batches.trades("BTC/USD", 0, 1)));
    }

    @Test
    void eachDatasetHasItsOwnReader() {
        await(journal.append(Batches.ticks("BTC/USD", 0, 3)));
        await(journal.append(Batches.trades("BTC/USD", 0, 4)));
        JournalReader ticks = journal.reader(Consumer.WRITER, Dataset.TICKS, new Positions());
        JournalReader trades = journal.reader(Consumer.WRITER, Dataset.TRADES, new Positions());
        assertThat(byLane(read(ticks, 3))).isEqualTo(Batches.texts(Batches.ticks("BTC/USD", 0, 3)));
        assertThat(byLane(read(trades, 4))).isEqualTo(Batches.texts(Batches.trades("BTC/USD", 0, 4)));
    }

    @Test
    void aReadEndsWithTheFrameThatReachesItsLimit() {
        for (int i = 0; i < 10; i++) {
            await(journal.append(Batches.trades("BTC/USD", 10 * i, 10)));
        }
        JournalReader reader = journal.reader(Consumer.WRITER, Dataset.TRADES, new Positions());
        assertThat(await(reader.read(1))).hasSize(1);
        assertThat(await(reader.read(11))).hasSize(2);
        assertThat(await(reader.read(1_000))).hasSize(7);
    }

    @Test
    void aReadThatWaitsIsAnsweredByTheNextAppend() {
        JournalReader reader = journal.reader(Consumer.WRITER, Dataset.TRADES, new Positions());
        for (int i = 0; i < 20; i++) {
            Future<List<JournalFrame>> waiting = reader.read(100);
            await(journal.append(Batches.ticks("BTC/USD", i, 1)));
            assertThat(waiting.isComplete()).isFalse();
            await(journal.append(Batches.trades("BTC/USD", i, 1)));
            assertThat(byLane(await(waiting))).isEqualTo(Batches.texts(Batches.trades("BTC/USD", i, 1)));
        }
    }

    @Test
    void aReaderMayFollowAnother() {
        await(journal.append(Batches.trades("BTC/USD", 0, 1)));
        JournalReader first = journal.reader(Consumer.WRITER, Dataset.TRADES, new Positions());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> journal.reader(Consumer.WRITER, Dataset.TRADES, new Positions()));
        Future<List<JournalFrame>> given = first.read(1);
        assertThat(await(given)).hasSize(1);
        Future<List<JournalFrame>> waiting = first.read(1);
        first.close();
        assertThatExceptionOfType(JournalFault.Stopped.class).isThrownBy(() -> await(waiting));
        assertThat(readFrom(journal, Dataset.TRADES, new Positions(), 1)).hasSize(1);
    }

    @Test
    void futuresCompleteOnTheCallersContext() {
        Context context = vertx.getOrCreateContext();
        Promise<Context> appended = Promise.promise();
        Promise<Context> read = Promise.promise();
        JournalReader reader = journal.reader(Consumer.WRITER, Dataset.TRADES, new Positions());
        context.runOnContext(_ -> {
            var _ = journal.append(Batches.trades("BTC/USD", 0, 1))
                    .onComplete(_ -> appended.complete(Vertx.currentContext()));
            var _ = reader.read(1).onComplete(_ -> read.complete(Vertx.currentContext()));
        });
        assertThat(await(appended.future())).isSameAs(context);
        assertThat(await(read.future())).isSameAs(context);
    }

    @Test
    void whatIsNotAcknowledgedIsThereAfterReopening() {
        var batches = List.of(Batches.trades("BTC/USD", 0, 5), Batches.trades("ETH/USD", 5, 5));
        batches.forEach(batch -> await(journal.append(batch)));
        var id = journal.id();
        JournalFrame first =
                readFrom(journal, Dataset.TRADES, new Positions(), 10).getFirst();
        journal.acknowledge(Consumer.WRITER, Dataset.TRADES, behind(List.of(first)));
        reopen(256 << 20);
        assertThat(journal.id()).isEqualTo(id);
        List<JournalFrame> rest = readFrom(journal, Dataset.TRADES, behind(List.of(first)), 5);
        assertThat(byLane(rest)).isEqualTo(Batches.texts(batches.getLast()));
    }

    @Test
    void sequencesGoOnAfterReopening() {
        await(journal.append(Batches.trades("BTC/USD", 0, 1)));
        JournalFrame before =
                readFrom(journal, Dataset.TRADES, new Positions(), 1).getFirst();
        reopen(256 << 20);
        await(journal.append(Batches.trades("BTC/USD", 1, 1)));
        JournalFrame after =
                readFrom(journal, Dataset.TRADES, behind(List.of(before)), 1).getFirst();
        assertThat(after.sequence()).isGreaterThan(before.sequence());
        assertThat(Batches.texts(after.rows())).isEqualTo(Batches.texts(Batches.trades("BTC/USD", 1, 1)));
    }

    @Test
    void aFullJournalRefusesAndTakesAgainOnceRowsAreAcknowledged() {
        reopen(SMALL_BYTES);
        int taken = fill();
        assertThat(taken).isPositive();
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), taken * 1_000);
        assertThat(byLane(frames)).isEqualTo(Batches.texts(Batches.trades("BTC/USD", 0, taken * 1_000)));
        journal.acknowledge(Consumer.WRITER, Dataset.TRADES, behind(frames));
        assertThat(appendWhenThereIsRoom(Batches.trades("BTC/USD", -1, 1)).records())
                .isOne();
        assertThat(readFrom(journal, Dataset.TRADES, behind(frames), 1)).hasSize(1);
    }

    @Test
    void whatOneConsumerHasNotPassedIsKeptForIt() {
        reopen(SMALL_BYTES);
        journal.acknowledge(Consumer.FORWARDER, Dataset.TRADES, new Positions());
        int taken = fill();
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), taken * 1_000);
        journal.acknowledge(Consumer.WRITER, Dataset.TRADES, behind(frames));
        assertThatExceptionOfType(JournalFault.Full.class)
                .isThrownBy(() -> await(journal.append(Batches.trades("BTC/USD", -1, 1_000))));

        JournalReader late = journal.reader(Consumer.FORWARDER, Dataset.TRADES, new Positions());
        assertThat(await(late.read(1)).getFirst().rows().size()).isPositive();
        late.close();
        journal.acknowledge(Consumer.FORWARDER, Dataset.TRADES, behind(frames));
        assertThat(appendWhenThereIsRoom(Batches.trades("BTC/USD", -1, 1)).records())
                .isOne();
    }

    /// Appends 1,000 rows at a time until it is full; returns how many of these were taken.
    private int fill() {
        for (int i = 0; i < 10_000; i++) {
            try {
                await(journal.append(Batches.trades("BTC/USD", 1_000 * i, 1_000)));
            } catch (JournalFault.Full e) {
                assertThat(e.retryAfter()).isPositive();
                return i;
            }
        }
        throw new AssertionError("Expected a full journal");
    }

    private Receipt appendWhenThereIsRoom(RecordBatch batch) {
        for (int i = 0; i < 1_000; i++) {
            try {
                return await(journal.append(batch));
            } catch (JournalFault.Full _) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("Expected room in the journal");
    }

    @Test
    void closingMakesDurableWhatWasTakenAndTakesNothingMore() {
        var receipts = new ArrayList<Future<Receipt>>();
        for (int i = 0; i < 100; i++) {
            receipts.add(journal.append(Batches.trades("BTC/USD", i, 1)));
        }
        Future<List<JournalFrame>> waiting =
                journal.reader(Consumer.WRITER, Dataset.TICKS, new Positions()).read(1);
        await(journal.close());
        await(journal.close());
        await(Future.all(receipts));
        assertThatExceptionOfType(JournalFault.Stopped.class).isThrownBy(() -> await(waiting));
        assertThatExceptionOfType(JournalFault.Stopped.class)
                .isThrownBy(() -> await(journal.append(Batches.trades("BTC/USD", 0, 1))));
        journal = await(open(vertx, 256 << 20));
        assertThat(byLane(readFrom(journal, Dataset.TRADES, new Positions(), 100)))
                .isEqualTo(Batches.texts(Batches.trades("BTC/USD", 0, 100)));
    }
}
