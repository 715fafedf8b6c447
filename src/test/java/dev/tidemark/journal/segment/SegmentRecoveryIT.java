package dev.tidemark.journal.segment;

import static dev.tidemark.journal.JournalDriver.await;
import static dev.tidemark.journal.JournalDriver.behind;
import static dev.tidemark.journal.JournalDriver.byLane;
import static dev.tidemark.journal.JournalDriver.read;
import static dev.tidemark.journal.JournalDriver.readFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.journal.Batches;
import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in which a log is found damaged, one by one; most are those of the `known_errors` tests of Vector's
/// disk buffer.
class SegmentRecoveryIT {

    private static final int LAST = 99;

    @TempDir
    private Path scratch;

    private Vertx vertx;
    private LogFiles files;
    private SegmentJournal journal;

    @BeforeEach
    void openJournal() {
        vertx = Vertx.vertx();
        files = new LogFiles(scratch.resolve("0"));
        journal = open(1 << 20);
    }

    @AfterEach
    void closeJournal() {
        await(journal.close());
        await(vertx.close());
    }

    private SegmentJournal open(int segmentBytes) {
        // A long delay, so that what is appended without waiting goes into one group.
        var config = new JournalConfig(64 << 20, segmentBytes, 1_000, Duration.ofMillis(100));
        return await(SegmentJournal.open(vertx, files.directory(), config, InstantSource.system()));
    }

    /// Takes the files as they are now for those of a process that was killed, to be damaged and opened again.
    private void crash() throws IOException {
        var left = files.copyTo(scratch.resolve(Integer.toString(
                1 + Integer.parseInt(files.directory().getFileName().toString()))));
        await(journal.close());
        files = left;
    }

    private void restart() {
        journal = open(1 << 20);
    }

    /// Appends a trade of its own commit.
    private void append(int id) {
        await(journal.append(trade(id)));
    }

    private static TradeBatch trade(int id) {
        return Batches.trades("BTC/USD", id, 1);
    }

    /// One trade in each of three lanes: an append of three frames.
    private static TradeBatch spread(int id) {
        var batch = new TradeBatch(3);
        List<String> symbols = Batches.symbolsOfLanes(3);
        for (int i = 0; i < 3; i++) {
            Batches.addTrade(batch, symbols.get(i), id + i);
        }
        return batch;
    }

    /// Checks that exactly these trades are there; leaves one more behind.
    private void expectTrades(Integer... ids) {
        append(LAST);
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), ids.length + 1);
        assertThat(frames.stream()
                        .map(frame -> ((TradeBatch) frame.rows()).tradeId(0))
                        .map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.concat(List.of(ids).stream().mapToInt(id -> id), IntStream.of(LAST))
                                .boxed()
                                .toList());
    }

    @Test
    void aTornTailIsCutOff() throws IOException {
        append(1);
        append(2);
        crash();
        var last = files.frames().getLast();
        LogFiles.truncate(last.file(), last.offset() + last.length() / 2);
        restart();
        expectTrades(1);
        assertThat(journal.stats().corruptFrames()).isZero();
        assertThat(journal.stats().lastSequence()).isGreaterThan(last.sequence());
    }

    @Test
    void aTailTornWithinItsHeaderIsCutOff() throws IOException {
        append(1);
        append(2);
        crash();
        var last = files.frames().getLast();
        LogFiles.truncate(last.file(), last.offset() + 3);
        restart();
        expectTrades(1);
    }

    @Test
    void aScrambledLastRecordIsCutOff() throws IOException {
        append(1);
        append(2);
        crash();
        var last = files.frames().getLast();
        LogFiles.scramble(last.file(), last.payload() + 5, 3);
        restart();
        expectTrades(1);
        assertThat(journal.stats().lastSequence()).isGreaterThan(last.sequence());
    }

    @Test
    void aTailThatNeverReachedTheDiskIsZerosAndNoDamage() throws IOException {
        append(1);
        append(2);
        crash();
        var last = files.frames().getLast();
        LogFiles.zero(last.file(), last.offset(), last.length());
        restart();
        expectTrades(1);
        assertThat(journal.stats().corruptFrames()).isZero();
    }

    @Test
    void aRecordDamagedInTheMiddleIsPassedOverAndCounted() throws IOException {
        append(1);
        append(2);
        append(3);
        crash();
        var second = files.frames().get(1);
        LogFiles.scramble(second.file(), second.payload() + 5, 1);
        restart();
        expectTrades(1, 3);
        assertThat(journal.stats().corruptFrames()).isOne();
    }

    @Test
    void aDamagedLengthHidesOnlyItsOwnRecord() throws IOException {
        append(1);
        append(2);
        append(3);
        crash();
        var second = files.frames().get(1);
        LogFiles.scramble(second.file(), second.offset() + 8, 4);
        restart();
        expectTrades(1, 3);
        assertThat(journal.stats().corruptFrames()).isOne();
    }

    @Test
    void aHoleOfZerosInTheMiddleIsPassedOverAndCounted() throws IOException {
        IntStream.rangeClosed(1, 4).forEach(this::append);
        crash();
        var second = files.frames().get(1);
        LogFiles.zero(second.file(), second.offset(), 2 * second.length());
        restart();
        expectTrades(1, 4);
        assertThat(journal.stats().corruptFrames()).isOne();
    }

    @Test
    void damageThatAppearsWhileTheLogIsOpenIsPassedOverAndCounted() throws IOException {
        append(1);
        append(2);
        append(3);
        var second = files.frames().get(1);
        LogFiles.scramble(second.file(), second.payload() + 5, 1);
        expectTrades(1, 3);
        assertThat(journal.stats().corruptFrames()).isOne();
    }

    @Test
    void damageOfTheNewestRecordDoesNotKeepAReaderFromWaiting() throws IOException {
        append(1);
        var first = files.frames().getFirst();
        LogFiles.scramble(first.file(), first.payload() + 5, 1);
        var reader = journal.reader(Consumer.WRITER, Dataset.TRADES, new Positions());
        Future<List<JournalFrame>> waiting = reader.read(1);
        append(2);
        assertThat(byLane(await(waiting))).isEqualTo(Batches.texts(trade(2)));
    }

    @Test
    void anAppendOfWhichNotAllFramesWereWrittenIsNotReadAtAll() throws IOException {
        append(1);
        await(journal.append(spread(10)));
        crash();
        var end = files.frames().getLast();
        LogFiles.zero(end.file(), end.offset(), end.length());
        restart();
        expectTrades(1);
    }

    @Test
    void anUnfinishedAppendBetweenOthersGoesForEver() throws IOException {
        append(1);
        Future<Receipt> unfinished = journal.append(spread(10));
        await(journal.append(trade(2)));
        await(unfinished);
        crash();
        var middle = files.frames().get(2);
        LogFiles.zero(middle.file(), middle.offset(), middle.length());
        restart();
        expectTrades(1, 2);
        await(journal.close());
        restart();
        // The frames written since would now prove that it was durable, had it not been taken out.
        expectTrades(1, 2, LAST);
    }

    @Test
    void whatIsLeftOfAnAcknowledgedAppendIsRead() throws IOException {
        append(1);
        await(journal.append(spread(10)));
        append(2);
        crash();
        var frames = files.frames();
        LogFiles.scramble(frames.get(2).file(), frames.get(2).payload() + 5, 1);
        restart();
        assertThat(frames).hasSize(5);
        append(LAST);
        assertThat(readFrom(journal, Dataset.TRADES, new Positions(), 5)).hasSize(5);
        assertThat(journal.stats().corruptFrames()).isOne();
    }

    @Test
    void aStaleCheckpointCostsNothing() throws IOException {
        append(1);
        Path checkpoint = files.directory().resolve("checkpoint");
        byte[] stale = Files.readAllBytes(checkpoint);
        append(2);
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), 2);
        journal.acknowledge(Consumer.WRITER, Dataset.TRADES, behind(frames));
        await(journal.close());
        var _ = Files.write(checkpoint, stale);
        restart();
        append(3);
        assertThat(byLane(readFrom(journal, Dataset.TRADES, behind(frames), 1))).isEqualTo(Batches.texts(trade(3)));
    }

    @Test
    void aDamagedOrMissingCheckpointCostsNothing() throws IOException {
        var id = journal.id();
        append(1);
        await(journal.close());
        Path checkpoint = files.directory().resolve("checkpoint");
        LogFiles.scramble(checkpoint, 100, 1);
        restart();
        await(journal.close());
        Files.delete(checkpoint);
        restart();
        assertThat(journal.id()).isEqualTo(id);
        expectTrades(1);
    }

    @Test
    void aMissingSegmentIsCountedAndTheOthersAreRead() throws IOException {
        for (int id = 1; id <= 3; id++) {
            append(id);
            await(journal.close());
            restart();
        }
        await(journal.close());
        assertThat(files.segments()).hasSize(3);
        Files.delete(files.segments().get(1));
        restart();
        assertThat(journal.stats().corruptFrames()).isOne();
        expectTrades(1, 3);
    }

    @Test
    void aSegmentWithADamagedHeaderIsRead() throws IOException {
        append(1);
        crash();
        LogFiles.scramble(files.segments().getFirst(), 20, 8);
        var id = journal.id();
        restart();
        assertThat(journal.id()).isEqualTo(id);
        assertThat(journal.stats().corruptFrames()).isOne();
        expectTrades(1);
    }

    @Test
    void aLogWithoutAnyReadableHeaderIsSetAsideUnderANewIdentity() throws IOException {
        append(1);
        crash();
        var id = journal.id();
        LogFiles.scramble(files.segments().getFirst(), 20, 8);
        Files.delete(files.directory().resolve("checkpoint"));
        restart();
        assertThat(journal.id()).isNotEqualTo(id);
        assertThat(journal.stats().corruptFrames()).isOne();
        assertThat(files.directory().toFile().list()).anyMatch(name -> name.endsWith(".unreadable"));
        expectTrades();
    }

    @Test
    void aSegmentOfALaterFormatIsNotTakenForDamage() throws IOException {
        append(1);
        await(journal.close());
        Path segment = files.segments().getFirst();
        SegmentHeaders.writeVersion(segment, 2);
        assertThatExceptionOfType(JournalFault.Stopped.class)
                .isThrownBy(this::restart)
                .withMessageContaining("Expected a segment of format 1, was 2");
        SegmentHeaders.writeVersion(segment, 1);
        restart();
        expectTrades(1);
    }

    @Test
    void aSecondJournalInTheSameDirectoryIsRefusedByName() {
        assertThatExceptionOfType(JournalFault.Stopped.class)
                .isThrownBy(this::restart)
                .withMessageContaining(files.directory().toString())
                .withMessageContaining("another process");
    }

    @Test
    void aSegmentThatWasBeingMadeIsRemoved() throws IOException {
        append(1);
        await(journal.close());
        Path unfinished = files.directory().resolve("next.allocating");
        var _ = Files.write(unfinished, new byte[100]);
        Files.delete(unfinished);
        var _ = Files.write(files.directory().resolve("large.allocating"), new byte[100]);
        restart();
        assertThat(files.directory().resolve("large.allocating")).doesNotExist();
        expectTrades(1);
    }

    @Test
    void aConsumerThatHasSeenMoreThanIsLeftMissesNothingNew() {
        append(1);
        int lane = Batches.series(Dataset.TRADES, "BTC/USD").lane();
        var from = new Positions();
        from.set(lane, new Position(5_000_000, 1));
        var reader = journal.reader(Consumer.WRITER, Dataset.TRADES, from);
        append(2);
        JournalFrame frame = read(reader, 1).getFirst();
        assertThat(Batches.texts(frame.rows())).isEqualTo(Batches.texts(trade(2)));
        assertThat(frame.sequence()).isGreaterThan(5_000_000);
    }

    @Test
    void segmentsThatAreDoneWithGoAndTheOthersStay() throws IOException {
        await(journal.close());
        journal = open(4 << 10);
        for (int i = 0; i < 20; i++) {
            await(journal.append(Batches.trades("BTC/USD", 100 * i, 100)));
        }
        int before = files.segments().size();
        assertThat(before).isGreaterThan(5);
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), 2_000);
        journal.acknowledge(Consumer.WRITER, Dataset.TRADES, behind(frames.subList(0, 10)));
        await(journal.append(Batches.trades("BTC/USD", 2_000, 1)));
        assertThat(files.segments()).hasSizeBetween(2, before - 1);
        assertThat(byLane(readFrom(journal, Dataset.TRADES, behind(frames.subList(0, 10)), 1_001)))
                .isEqualTo(Batches.texts(Batches.trades("BTC/USD", 1_000, 1_001)));
        long used = journal.stats().bytes();
        await(journal.close());
        assertThat(journal.stats().bytes()).isLessThanOrEqualTo(used);
    }
}
