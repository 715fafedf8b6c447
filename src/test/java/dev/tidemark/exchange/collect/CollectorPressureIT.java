package dev.tidemark.exchange.collect;

import static dev.tidemark.exchange.collect.CollectorBench.SOURCE;
import static dev.tidemark.exchange.collect.CollectorBench.SYMBOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.recording.ReplayOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a collector does when the journal cannot keep up, and when it is told to stop.
final class CollectorPressureIT {

    @TempDir
    Path folder;

    private CollectorBench bench;

    @BeforeEach
    void open() {
        bench = new CollectorBench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aSlowJournalPausesTheSocketAndNothingIsLost() throws IOException {
        bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(6_000));
        bench.journal.durableAfter(Duration.ofMillis(5));
        var mostInFlight = new AtomicLong();

        bench.collect(bench.live(), config -> CollectorBench.config(bench.servedAt(), 100, null, SYMBOL));
        bench.until(() -> {
            bench.stats().connections().forEach(each -> mostInFlight.accumulateAndGet(each.inFlight(), Math::max));
            return bench.journal.records() == 6_000;
        });

        assertThat(bench.tradeIds()).hasSize(6_000);
        assertThat(mostInFlight).hasValueBetween(1, 100);
        assertThat(bench.journal.largestPending()).isLessThanOrEqualTo(100);
    }

    @Test
    void aFullJournalIsOfferedTheSameRowsAgain() throws IOException {
        bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(3_000));
        bench.journal.full(Duration.ofMillis(20));

        bench.collect(bench.live(), config -> CollectorBench.config(bench.servedAt(), 100, null, SYMBOL));
        bench.until(() -> bench.stats().connections().getFirst().isPaused());
        assertThat(bench.journal.records()).isZero();
        assertThat(bench.stats().connections().getFirst().inFlight()).isBetween(1, 200);
        bench.journal.hasRoom();

        bench.until(() -> bench.journal.records() == 3_000);
        var trades = bench.journal.trades();
        for (int row = 0; row < trades.size(); row++) {
            assertThat(trades.tradeId(row)).isEqualTo(Integer.toString(row + 1));
        }
        bench.until(() -> !bench.stats().connections().getFirst().isPaused());
    }

    @Test
    void aBrokenJournalStopsTheFeedAndSaysSo() throws IOException {
        bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(100));
        bench.journal.fail("fsync failed");

        bench.collect(bench.live());

        bench.until(() -> bench.stats().connections().getFirst().state().equals("closed"));
        assertThat(bench.stats().lastError()).isEqualTo("journal: fsync failed");
        assertThat(bench.stats().refused()).containsKey("journal");
    }

    @Test
    void stopCompletesOnceWhatWasReadIsDurable() throws IOException {
        bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(2_000));
        bench.journal.durableAfter(Duration.ofMillis(100));
        ExchangeCollectors collectors = bench.collect(bench.live());
        bench.until(() -> bench.journal.pending() > 0);

        assertThat(bench.await(collectors.stop(SOURCE))).isTrue();

        assertThat(bench.journal.pending()).isZero();
        assertThat(bench.stats().state()).isEqualTo("stopped");
        assertThat(bench.stats().counters().trades()).isEqualTo(bench.journal.records());
    }

    @Test
    void stopWaitsForAFullJournalToTakeWhatWasRead() throws IOException {
        bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(2_000));
        bench.journal.full(Duration.ofMillis(10));
        ExchangeCollectors collectors = bench.collect(bench.live());
        bench.until(() -> bench.stats().connections().getFirst().isPaused());

        var stopping = collectors.stop(SOURCE);
        assertThat(stopping.isComplete()).isFalse();
        bench.journal.hasRoom();

        assertThat(bench.await(stopping)).isTrue();
        assertThat(bench.journal.records())
                .isPositive()
                .isEqualTo(bench.stats().counters().trades());
    }

    @Test
    void startAndStopAreIdempotent() throws IOException {
        bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(10));
        ExchangeCollectors collectors = bench.collect(bench.live());
        bench.until(() -> bench.journal.records() == 10);

        assertThat(bench.await(collectors.start(SOURCE))).isFalse();
        assertThat(bench.await(collectors.stop(SOURCE))).isTrue();
        assertThat(bench.await(collectors.stop(SOURCE))).isFalse();
        assertThat(bench.await(collectors.start(SOURCE))).isTrue();
        bench.until(() -> bench.journal.records() == 20);
        bench.await(collectors.stopAll());
        assertThat(bench.stats().counters().trades()).isEqualTo(20);
        assertThatThrownBy(() -> bench.await(collectors.start("mars"))).hasMessageContaining("mars");
    }

    @Test
    void rowsOfOneReadAreAppendedTogether() throws IOException {
        bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(5_000));

        bench.collect(bench.live());

        bench.until(() -> bench.journal.records() == 5_000);
        assertThat(bench.journal.appends()).isLessThan(2_500);
    }
}
