package dev.tidemark.history.backfill;

import static dev.tidemark.history.backfill.BackfillFixture.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.make.StepListener;
import dev.tidemark.history.SourceFault;
import dev.tidemark.history.backfill.BackfillJobs.Wish;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.StubBuildings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Start, status, cancel, start again: what is in the database, and who is at it.
class BackfillStateIT {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = FIRST.plusDays(29);

    private final StubBuildings source = new StubBuildings(List.of("a"), 2, 4, 100);

    @TempDir
    private Path folder;

    private BackfillFixture at;

    @BeforeEach
    void open() {
        at = new BackfillFixture(folder, source);
        source.slow(40);
    }

    @AfterEach
    void close() {
        at.close();
    }

    private BackfillReport awaitThat(Predicate<BackfillReport> isSo) {
        Await.until(() -> isSo.test(at.status()));
        return at.status();
    }

    private void allIsThere(BackfillFixture fixture) {
        assertThat(fixture.owners("a", FIRST, LAST.plusDays(1))).hasSize(30);
        FIRST.datesUntil(LAST.plusDays(1))
                .forEach(day -> assertThat(fixture.cold("a", day)).isEqualTo(source.texts("a", day)));
    }

    /// Fault 5: a figure that was never begun was NaN for ever.
    @Test
    void everyFigureIsANumberFromTheFirstMomentOnAndTheEstimateIsHonest() {
        BackfillReport begun = Await.result(at.backfills.start(wish(FIRST, LAST)));
        assertThat(begun.state()).isEqualTo(State.IN_PROGRESS);
        assertThat(begun.counts()).isEqualTo(new BackfillReport.Counts(30, 0, 0, 0, 0, 0));
        assertThat(begun.counts().percent()).isZero();
        assertThat(begun.estimatedEnd()).isNull();
        assertThat(begun.current()).isEqualTo(FIRST);

        BackfillReport half = awaitThat(now -> now.counts().done() >= 12);
        assertThat(half.estimatedEnd()).isAfter(half.updated());
        assertThat(half.counts().rowsPerSecond()).isPositive();
        assertThat(half.current()).isAfter(FIRST);
        BackfillReport end = at.ended();
        assertThat(end.state()).isEqualTo(State.COMPLETED);
        assertThat(end.estimatedEnd()).isNull();
        assertThat(end.current()).isNull();
        assertThat(end.counts().rows()).isEqualTo(30 * 8);
        // Within a factor of three of what it took, on a machine that does other things too.
        double guess = Objects.requireNonNull(half.estimatedEnd()).toEpochMilli()
                - half.started().toEpochMilli();
        double truth = end.updated().toEpochMilli() - half.started().toEpochMilli();
        assertThat(guess / truth).isBetween(0.33, 3.0);
        allIsThere(at);
    }

    @Test
    void oneAtATimeUnlessItIsBegunAnew() {
        BackfillReport first = Await.result(at.backfills.start(wish(FIRST, LAST)));
        assertThat(Await.failure(at.backfills.start(wish(FIRST, LAST)))).isInstanceOf(BackfillBusy.class);
        awaitThat(now -> now.counts().done() > 2);

        BackfillReport second = Await.result(at.backfills.start(new Wish(FIRST, LAST, List.of(), true)));
        assertThat(second.id()).isEqualTo(first.id() + 1);
        assertThat(at.ended().state()).isEqualTo(State.COMPLETED);
        assertThat(at.hot.sql.texts("select status from backfills order by backfill_id"))
                .containsExactly("cancelled", "completed");
        assertThat(at.hot.sql.number("select count(*) from backfill_days where outcome = 'skipped'"))
                .isGreaterThanOrEqualTo(2);
        assertThat(at.hot.sql.number("select count(*) from cold_files")).isEqualTo(30);
        allIsThere(at);
    }

    @Test
    void whatWasCancelledKeepsItsDaysAndGoesOnFromThere() {
        assertThat(Await.result(at.backfills.cancel())).isEmpty();
        BackfillReport first = Await.result(at.backfills.start(wish(FIRST, LAST)));
        awaitThat(now -> now.counts().done() >= 5);
        BackfillReport cancelled = Await.result(at.backfills.cancel()).orElseThrow();
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.counts().done()).isBetween(5, 29);
        String held = "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                + " where l.locktype = 'advisory' and d.datname = current_database()";
        Await.until(() -> at.hot.sql.number(held) == 0);
        int kept = at.status().counts().done();
        assertThat(at.owners("a", FIRST, LAST.plusDays(1))).hasSize(kept);

        int opened = source.opened();
        BackfillReport again = Await.result(at.backfills.start(wish(FIRST, LAST)));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.counts().done()).isEqualTo(kept);
        assertThat(at.ended().state()).isEqualTo(State.COMPLETED);
        assertThat(source.opened() - opened).isEqualTo(30 - kept);
        allIsThere(at);
    }

    @Test
    void anUnknownSiteIsSaidAtOnce() {
        assertThat(Await.failure(at.backfills.start(new Wish(FIRST, LAST, List.of("x"), false))))
                .isInstanceOf(SourceFault.Unknown.class)
                .hasMessageContaining("was x");
        assertThat(Await.result(at.backfills.status())).isEmpty();
    }

    @Test
    void ofTwoProcessesOneIsAtItAndTheOtherGoesOnWhereItEnds() {
        try (var other = new BackfillFixture(new HotDatabase(at.hot.url), folder, source, StepListener.NONE)) {
            Await.result(at.backfills.start(wish(FIRST, LAST)));
            other.backfills.look();
            awaitThat(now -> now.counts().done() >= 3);
            assertThat(Await.failure(other.backfills.start(wish(FIRST, LAST)))).isInstanceOf(BackfillBusy.class);
            int opened = source.opened();
            assertThat(opened)
                    .as("asked for each day once")
                    .isLessThanOrEqualTo(at.status().counts().done() + 2);

            Await.result(at.backfills.stop());
            other.backfills.look();
            assertThat(other.ended().state()).isEqualTo(State.COMPLETED);
            allIsThere(other);
            assertThat(at.hot.sql.number("select count(*) from cold_files")).isEqualTo(30);
        }
    }
}
