package dev.tidemark.journal;

import static dev.tidemark.journal.JournalDriver.await;
import static dev.tidemark.journal.JournalDriver.behind;
import static dev.tidemark.journal.JournalDriver.byLane;
import static dev.tidemark.journal.JournalDriver.readFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every journal does with idempotency keys.
public abstract class IdempotencyContract {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private Vertx vertx;
    private Journal journal;

    /// Opens the journal of the running test; the second time, it is the one that was closed before.
    protected abstract Future<? extends Journal> open(Vertx onVertx, InstantSource clock);

    @BeforeEach
    void openJournal() {
        vertx = Vertx.vertx();
        journal = await(open(vertx, now::get));
    }

    @AfterEach
    void closeJournal() {
        await(journal.close());
        await(vertx.close());
    }

    private void reopen() {
        await(journal.close());
        journal = await(open(vertx, now::get));
    }

    /// Checks that the log holds exactly these rows.
    private void expectRows(TradeBatch rows) {
        var last = Batches.trades("LAST/USD", 0, 1);
        await(journal.append(last));
        List<JournalFrame> frames = readFrom(journal, Dataset.TRADES, new Positions(), rows.size() + 1);
        assertThat(byLane(frames))
                .containsExactlyInAnyOrderElementsOf(JournalDriver.expectedByLane(List.of(rows, last)));
    }

    @Test
    void aRepeatedKeyWritesNothingAndHasTheFirstAnswer() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 3);
        assertThat(await(journal.append(batch, "k"))).isEqualTo(new Receipt(3, false));
        assertThat(await(journal.append(batch, "k"))).isEqualTo(new Receipt(3, true));
        expectRows(batch);
    }

    @Test
    void aKeyIsKnownAfterReopening() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 3);
        await(journal.append(batch, "k"));
        reopen();
        reopen();
        assertThat(await(journal.append(batch, "k"))).isEqualTo(new Receipt(3, true));
        assertThat(await(journal.append(batch, "other"))).isEqualTo(new Receipt(3, false));
    }

    @Test
    void aKeyIsKnownAfterItsRowsAreAcknowledged() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 3);
        await(journal.append(batch, "k"));
        reopen();
        await(journal.append(Batches.trades("BTC/USD", 3, 1)));
        journal.acknowledge(
                Consumer.WRITER, Dataset.TRADES, behind(readFrom(journal, Dataset.TRADES, new Positions(), 4)));
        reopen();
        assertThat(await(journal.append(batch, "k"))).isEqualTo(new Receipt(3, true));
    }

    @Test
    void otherContentUnderAKeyIsRefused() {
        await(journal.append(Batches.trades("BTC/USD", 0, 3), "k"));
        assertThatExceptionOfType(JournalFault.KeyReused.class)
                .isThrownBy(() -> await(journal.append(Batches.trades("BTC/USD", 1, 3), "k")));
        assertThatExceptionOfType(JournalFault.KeyReused.class)
                .isThrownBy(() -> await(journal.append(Batches.ticks("BTC/USD", 0, 3), "k")));
        expectRows(Batches.trades("BTC/USD", 0, 3));
    }

    @Test
    void theSameRecordsReceivedLaterAreTheSameContent() {
        TradeBatch first = Batches.trades("BTC/USD", 0, 1);
        var again = new TradeBatch(1);
        again.add(
                first.series(0),
                first.timeUs(0),
                first.receivedUs(0) + 60_000_000,
                first.tradeId(0),
                first.price(0),
                first.tradeSize(0),
                first.side(0));
        await(journal.append(first, "k"));
        assertThat(await(journal.append(again, "k"))).isEqualTo(new Receipt(1, true));
    }

    @Test
    void ofTwoAppendsAtOnceWithOneKeyTheSecondWaitsForTheFirst() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 3);
        Future<Receipt> first = journal.append(batch, "k");
        Future<Receipt> second = journal.append(batch, "k");
        Future<Receipt> third = journal.append(Batches.trades("BTC/USD", 9, 1), "k");
        assertThat(await(first)).isEqualTo(new Receipt(3, false));
        assertThat(await(second)).isEqualTo(new Receipt(3, true));
        assertThatExceptionOfType(JournalFault.KeyReused.class).isThrownBy(() -> await(third));
        expectRows(batch);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        TradeBatch batch = Batches.trades("BTC/USD", 0, 1);
        await(journal.append(batch, "k"));
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(24).minusMillis(1)));
        assertThat(await(journal.append(batch, "k")).isRepeat()).isTrue();
        now.updateAndGet(instant -> instant.plusMillis(1));
        assertThat(await(journal.append(batch, "k")).isRepeat()).isFalse();
    }
}
