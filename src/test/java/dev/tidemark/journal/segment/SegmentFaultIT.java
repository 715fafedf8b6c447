package dev.tidemark.journal.segment;

import static dev.tidemark.journal.JournalDriver.await;
import static dev.tidemark.journal.JournalDriver.behind;
import static dev.tidemark.journal.JournalDriver.byLane;
import static dev.tidemark.journal.JournalDriver.readFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.journal.Batches;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk fails, is full, or is slow; and what is bounded stays so.
class SegmentFaultIT {

    private static final FragileDisk.Fault NONE = _ -> {};

    @TempDir
    private Path directory;

    private Vertx vertx;
    private SegmentJournal journal;
    private volatile FragileDisk.Fault fault = NONE;

    @BeforeEach
    void openJournal() {
        vertx = Vertx.vertx();
        journal = open(1_000, Duration.ofMillis(5), new SegmentStore.Limits(1 << 20, 10, Duration.ZERO));
    }

    @AfterEach
    void closeJournal() {
        await(journal.close());
        await(vertx.close());
    }

    private SegmentJournal open(int commitRecords, Duration commitDelay, SegmentStore.Limits limits) {
        var config = new JournalConfig(1 << 20, 64 << 10, commitRecords, commitDelay);
        var disk = new FragileDisk(operation -> fault.before(operation));
        var place = new SegmentStore.Place(directory, disk, InstantSource.system(), limits);
        return await(SegmentJournal.open(vertx, config, place));
    }

    private void reopen() {
        reopen(1_000, Duration.ofMillis(5));
    }

    private void reopen(int commitRecords, Duration commitDelay) {
        await(journal.close());
        journal = open(commitRecords, commitDelay, new SegmentStore.Limits(1 << 20, 10, Duration.ZERO));
    }

    private static FragileDisk.Fault failing(FragileDisk.Operation operation, String message) {
        return tried -> {
            if (tried == operation) {
                throw new IOException(message);
            }
        };
    }

    private static TradeBatch trade(int id) {
        return Batches.trades("BTC/USD", id, 1);
    }

    @Test
    void afterAFailedForceNothingMoreIsAcceptedAndNothingOfItIsRead() {
        await(journal.append(trade(1)));
        fault = failing(FragileDisk.Operation.FORCE, "Input/output error");
        Future<Receipt> first = journal.append(trade(2));
        assertThatExceptionOfType(JournalFault.Stopped.class)
                .isThrownBy(() -> await(first))
                .withMessageContaining("Input/output error");
        assertThat(journal.stats().fault()).contains("Input/output error");
        fault = NONE;
        assertThatExceptionOfType(JournalFault.Stopped.class)
                .isThrownBy(() -> await(journal.append(trade(3))))
                .withMessageContaining("Input/output error");
        assertThat(byLane(readFrom(journal, Dataset.TRADES, new Positions(), 1)))
                .isEqualTo(Batches.texts(trade(1)));
        reopen();
        assertThat(journal.stats().fault()).isEmpty();
        await(journal.append(trade(4)));
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), 2);
        assertThat(byLane(frames))
                .contains(
                        Batches.texts(trade(1)).getFirst(),
                        Batches.texts(trade(4)).getFirst());
    }

    @Test
    void afterAFailedWriteEveryAppendThatWaitsFails() {
        await(journal.append(trade(1)));
        fault = failing(FragileDisk.Operation.WRITE, "Input/output error");
        var receipts = new ArrayList<Future<Receipt>>();
        for (int i = 0; i < 2_500; i++) {
            receipts.add(journal.append(trade(i), "key " + i));
        }
        for (Future<Receipt> receipt : receipts) {
            assertThatExceptionOfType(JournalFault.Stopped.class).isThrownBy(() -> await(receipt));
        }
        fault = NONE;
        reopen();
        assertThat(await(journal.append(trade(0), "key 0")).isRepeat()).isFalse();
    }

    @Test
    void aDiskWithoutRoomMeansFullAndSaysSoUntilThereIsRoom() {
        fault = failing(FragileDisk.Operation.ALLOCATE, "No space left on device");
        int taken = 0;
        JournalFault.Full full = null;
        while (full == null) {
            try {
                await(journal.append(Batches.trades("BTC/USD", 1_000 * taken, 1_000)));
                taken++;
            } catch (JournalFault.Full e) {
                full = e;
            }
        }
        assertThat(taken).isLessThan(10);
        assertThat(journal.stats().fault()).contains("No space left on device");
        fault = NONE;
        await(journal.append(Batches.trades("BTC/USD", 1_000 * taken, 1_000)));
        assertThat(journal.stats().fault()).isEmpty();
        assertThat(byLane(readFrom(journal, Dataset.TRADES, new Positions(), 1_000 * (taken + 1))))
                .isEqualTo(Batches.texts(Batches.trades("BTC/USD", 0, 1_000 * (taken + 1))));
    }

    @Test
    void theFilesNeverExceedTheBound() throws IOException {
        int taken = 0;
        try {
            while (taken < 10_000) {
                await(journal.append(Batches.trades("BTC/USD", 1_000 * taken++, 1_000)));
            }
        } catch (JournalFault.Full e) {
            assertThat(e.getMessage()).contains("1048576");
        }
        assertThat(journal.stats().bytes()).isBetween(900_000L, 1L << 20);
        long onDisk = new LogFiles(directory)
                .segments().stream().mapToLong(path -> path.toFile().length()).sum();
        assertThat(journal.stats().bytes()).isEqualTo(onDisk);
    }

    @Test
    void aQueueThatADiskCannotDrainIsFull() {
        var isSlow = new CountDownLatch(1);
        fault = operation -> {
            if (operation == FragileDisk.Operation.FORCE) {
                awaitLatch(isSlow);
            }
        };
        var receipts = new ArrayList<Future<Receipt>>();
        while (receipts.isEmpty() || !receipts.getLast().isComplete()) {
            receipts.add(journal.append(Batches.trades("BTC/USD", 100 * receipts.size(), 100)));
            assertThat(receipts).hasSizeLessThan(100_000);
        }
        assertThat(receipts.removeLast().cause()).isInstanceOf(JournalFault.Full.class);
        isSlow.countDown();
        int durable = 0;
        for (Future<Receipt> receipt : receipts) {
            durable += isDurable(receipt) ? 1 : 0;
        }
        assertThat(readFrom(journal, Dataset.TRADES, new Positions(), 100 * durable))
                .hasSize(durable);
    }

    /// Whether it was taken; the others met the bound of the log itself.
    private static boolean isDurable(Future<Receipt> receipt) {
        try {
            return await(receipt).records() == 100;
        } catch (JournalFault.Full _) {
            return false;
        }
    }

    private static void awaitLatch(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("Expected the test to go on");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aLoneAppendGoesAtOnceAndTheNextWaitForTheirGroup() {
        reopen(10, Duration.ofHours(1));
        await(journal.append(trade(0)));
        assertThat(journal.stats().commits()).isOne();
        var receipts = new ArrayList<Future<Receipt>>();
        for (int i = 1; i <= 9; i++) {
            receipts.add(journal.append(trade(i)));
        }
        assertThat(receipts).noneMatch(Future::isComplete);
        receipts.add(journal.append(trade(10)));
        await(Future.all(receipts));
        assertThat(journal.stats().commits()).isEqualTo(2);
    }

    @Test
    void closingDoesNotWaitForAGroupToFill() {
        reopen(1_000, Duration.ofHours(1));
        await(journal.append(trade(0)));
        Future<Receipt> waiting = journal.append(trade(1));
        await(journal.close());
        assertThat(await(waiting).records()).isOne();
    }

    @Test
    void anAppendLargerThanASegmentHasASegmentOfItsOwn() {
        TradeBatch large = Batches.trades("BTC/USD", 0, 6_000);
        await(journal.append(trade(-1)));
        await(journal.append(large));
        await(journal.append(trade(6_000)));
        assertThat(byLane(readFrom(journal, Dataset.TRADES, new Positions(), 6_002)))
                .isEqualTo(Batches.texts(Batches.trades("BTC/USD", -1, 6_002)));
    }

    @Test
    void anAppendThatCouldNeverFitIsTheCallersMistake() {
        Future<Receipt> tooLarge = journal.append(Batches.trades("BTC/USD", 0, 100_000));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> await(tooLarge))
                .withMessageStartingWith("Expected an append of at most 262144 bytes, was ");
    }

    @Test
    void keysOutliveTheSegmentTheyWereWrittenIn() throws IOException {
        Path first = null;
        for (int i = 0; i < 10; i++) {
            await(journal.append(trade(i), "key " + i));
            first = first == null ? new LogFiles(directory).segments().getFirst() : first;
        }
        for (int i = 0; i < 10; i++) {
            await(journal.append(Batches.trades("ETH/USD", 1_000 * i, 1_000)));
        }
        journal.acknowledge(
                Consumer.WRITER, Dataset.TRADES, behind(readFrom(journal, Dataset.TRADES, new Positions(), 10_010)));
        await(journal.append(trade(10)));
        reopen();
        assertThat(first).doesNotExist();
        for (int i = 0; i < 10; i++) {
            assertThat(await(journal.append(trade(i), "key " + i)).isRepeat()).isTrue();
        }
    }

    @Test
    void beyondItsBoundTheOldestKeyIsForgotten() {
        for (int i = 0; i < 11; i++) {
            await(journal.append(trade(i), "key " + i));
        }
        assertThat(await(journal.append(trade(1), "key 1")).isRepeat()).isTrue();
        assertThat(await(journal.append(trade(0), "key 0")).isRepeat()).isFalse();
    }
}
