package dev.tidemark.history.backfill;

import static dev.tidemark.history.backfill.BackfillFixture.FIRST_HOT;
import static dev.tidemark.history.backfill.BackfillFixture.TODAY;
import static dev.tidemark.history.backfill.BackfillFixture.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.history.SourceFault;
import dev.tidemark.history.backfill.BackfillJobs.Wish;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FailingObjectStore.Trouble;
import dev.tidemark.testkit.StubBuildings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillIT {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final PartitionDay DAY = new PartitionDay(new Partition(Dataset.SAMPLES, "a"), FIRST);

    private final StubBuildings source = new StubBuildings(List.of("a", "b"), 3, 8, 7);

    @TempDir
    private Path folder;

    private BackfillFixture at;

    @BeforeEach
    void open() {
        at = new BackfillFixture(folder, source);
    }

    @AfterEach
    void close() {
        at.close();
    }

    private static Wish onlyA(LocalDate start, LocalDate end) {
        return new Wish(start, end, List.of("a"), false);
    }

    private List<String> outcomes() {
        return at.hot.sql.texts("select site, day, state, outcome, rows from backfill_days"
                + " where backfill_id = (select max(backfill_id) from backfill_runs) order by day, site");
    }

    private BackfillReport first() {
        assertThat(Await.result(at.backfills.status())).isEmpty();
        return at.run(onlyA(FIRST, FIRST));
    }

    /// Faults 3 and 4: the last second of a day, and samples that the source has and nobody counts.
    @Test
    void everyDayOfEverySiteBecomesAFileWithExactlyWhatTheSourceHas() {
        source.empty(FIRST.plusDays(1));
        BackfillReport end = at.run(wish(FIRST, FIRST.plusDays(2)));

        assertThat(end.state()).isEqualTo(State.COMPLETED);
        assertThat(end.counts().total()).isEqualTo(6);
        assertThat(end.counts().done()).isEqualTo(6);
        assertThat(end.counts().rows()).isEqualTo(4 * 24);
        assertThat(end.counts().fetched()).isGreaterThan(4 * 24);
        assertThat(end.counts().percent()).isEqualTo(100);
        for (String site : List.of("a", "b")) {
            FIRST.datesUntil(FIRST.plusDays(3))
                    .forEach(day -> assertThat(at.cold(site, day))
                            .as("%s on %s", site, day)
                            .isEqualTo(source.texts(site, day)));
        }
        assertThat(at.cold("a", FIRST)).hasSize(24).anyMatch(row -> row.contains("@1772409599999000="));
        assertThat(outcomes()).contains("a|2026-03-02|done|empty|0", "b|2026-03-03|done|file|24");
        assertThat(at.hot.sql.number("select count(*) from points where site_name = 'a'"))
                .isEqualTo(3);
        assertThat(at.hot.sql.texts("select key from cold_files where partition = 'a' order by key"))
                .containsExactly("timeseries/2026/03/01/a.parquet", "timeseries/2026/03/03/a.parquet");
    }

    @Test
    void daysOfTheHotRangeAreHotOnceTheBackfillIsCompleted() {
        BackfillReport end = at.run(onlyA(FIRST_HOT.minusDays(1), FIRST_HOT));

        assertThat(end.state()).isEqualTo(State.COMPLETED);
        assertThat(at.hot("a", FIRST_HOT)).isEqualTo(source.texts("a", FIRST_HOT));
        assertThat(at.hot("a", FIRST_HOT.minusDays(1))).isEmpty();
        assertThat(at.cold("a", FIRST_HOT.minusDays(1))).isEqualTo(source.texts("a", FIRST_HOT.minusDays(1)));
        assertThat(at.owners("a", FIRST_HOT, FIRST_HOT.plusDays(1))).isEmpty();

        assertThat(at.run(onlyA(FIRST_HOT.minusDays(1), FIRST_HOT)).state()).isEqualTo(State.COMPLETED);
        assertThat(at.hot("a", FIRST_HOT)).as("again").isEqualTo(source.texts("a", FIRST_HOT));
        assertThat(outcomes()).anyMatch(day -> day.contains("skipped"));
    }

    @Test
    void hotAndLateRowsOfADayAreKeptAndWinOverTheSource() {
        at.hot.samples("a", FIRST, 2, 4);
        at.hot.sql.run("""
            insert into series (dataset, source, symbol) values ('samples', 'a', 'client/a/10.0.0.1-0/value');
            insert into samples select series_id, '2026-03-01 00:00Z', -5 from series where symbol like 'client%'
            """);
        List<String> before = at.hot("a", FIRST);
        assertThat(first().state()).isEqualTo(State.COMPLETED);

        List<String> expected = Stream.concat(
                        before.stream(),
                        source.texts("a", FIRST).stream()
                                .filter(row -> !row.startsWith("client/a/10.0.0.1-0/value@1772323200000000=")))
                .sorted()
                .toList();
        assertThat(at.cold("a", FIRST)).isEqualTo(expected).hasSize(8 + 24);
        assertThat(at.hot("a", FIRST)).as("nothing hot is dropped here").isEqualTo(before);

        at.hot.lateSample("a", "p1", "2026-03-01 03:03Z", 77);
        assertThat(at.run(onlyA(FIRST, FIRST)).state()).isEqualTo(State.COMPLETED);
        assertThat(outcomes()).containsExactly("a|2026-03-01|done|skipped|24");
        assertThat(at.hot("a", FIRST, "late_samples")).hasSize(1);
    }

    @Test
    void aDayThatIsOwnedAndLacksRowsGetsANewVersionWithItsLateRows() {
        at.hot.samples("a", FIRST, 1, 4);
        at.lake.archive(DAY);
        at.hot.lateSample("a", "p1", "2026-03-01 03:03Z", 77);
        List<String> before = at.cold("a", FIRST);
        assertThat(first().state()).isEqualTo(State.COMPLETED);

        assertThat(at.cold("a", FIRST)).hasSize(4 + 1 + 24).containsAll(before).containsAll(source.texts("a", FIRST));
        assertThat(at.owners("a", FIRST, FIRST.plusDays(1)).getFirst().file().version())
                .isEqualTo(2);
        assertThat(at.hot("a", FIRST, "late_samples")).isEmpty();
    }

    @Test
    void forceRestartPassesOverDaysThatColdOwns() {
        first();
        int opened = source.opened();
        BackfillReport end = at.run(new Wish(FIRST, FIRST.plusDays(1), List.of("a"), true));

        assertThat(end.state()).isEqualTo(State.COMPLETED);
        assertThat(end.id()).isEqualTo(2);
        assertThat(outcomes()).containsExactly("a|2026-03-01|done|skipped|0", "a|2026-03-02|done|file|24");
        assertThat(source.opened()).isEqualTo(opened + 1);
    }

    @Test
    void aSourceThatStumblesIsAskedAgain() {
        source.failNext(new SourceFault.Unavailable("429", null), 1, 0);
        source.failNext(new SourceFault.Garbled("cut off", null), 1, 2);
        assertThat(first().state()).isEqualTo(State.COMPLETED);
        assertThat(at.cold("a", FIRST)).isEqualTo(source.texts("a", FIRST));
        assertThat(at.hot.sql.number("select tries from backfill_days")).isEqualTo(3);
    }

    /// Fault 11: whoever fails must not look as if it were well.
    @Test
    void aDayThatFailsHoldsNobodyUpAndTheSameDaysAgainTryItAgain() {
        source.fail("a", true);
        BackfillReport failed = at.run(wish(FIRST, FIRST.plusDays(1)));
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.counts().failed()).isEqualTo(2);
        assertThat(failed.counts().done()).isEqualTo(2);
        assertThat(failed.error()).contains("The source is down");
        assertThat(at.cold("b", FIRST)).isEqualTo(source.texts("b", FIRST));

        source.fail("a", false);
        BackfillReport end = at.run(wish(FIRST, FIRST.plusDays(1)));
        assertThat(end.id()).isEqualTo(failed.id());
        assertThat(end.state()).isEqualTo(State.COMPLETED);
        assertThat(at.cold("a", FIRST)).isEqualTo(source.texts("a", FIRST));
    }

    /// Fault 8: a failed write to the object store that nobody noticed, and hot rows that were then deleted.
    @Test
    void whateverTheObjectStoreDoesNoHotRowIsLostAndTheDayIsDoneInTheEnd() {
        at.hot.samples("a", FIRST, 1, 4);
        List<String> before = at.hot("a", FIRST);
        for (Trouble trouble : Trouble.values()) {
            if (trouble != Trouble.NONE) {
                at.objects.trouble(trouble);
                assertThat(at.run(onlyA(FIRST, FIRST)).state())
                        .as("%s", trouble)
                        .isEqualTo(State.FAILED);
                assertThat(at.owners("a", FIRST, FIRST.plusDays(1)))
                        .as("%s", trouble)
                        .isEmpty();
                assertThat(at.hot("a", FIRST)).as("%s", trouble).isEqualTo(before);
            }
        }
        at.objects.trouble(Trouble.NONE);
        assertThat(at.run(onlyA(FIRST, FIRST)).state()).isEqualTo(State.COMPLETED);
        assertThat(at.cold("a", FIRST)).hasSize(4 + 24).containsAll(before);
        assertThat(at.hot("a", FIRST)).isEqualTo(before);
    }

    @Test
    void aDayThatSomebodyElseMakesAFileOfIsWaitedFor() {
        Lease lease =
                Await.result(at.hot.database.manifest().lease(DAY.leaseName())).orElseThrow();
        Await.result(at.backfills.start(onlyA(FIRST, FIRST.plusDays(1))));
        Await.until(() -> at.status().counts().done() == 1);
        assertThat(outcomes()).containsExactly("a|2026-03-01|fetching|null|0", "a|2026-03-02|done|file|24");
        assertThat(at.hot.sql.number("select count(*) from tier_days"))
                .as("not even sealed")
                .isEqualTo(1);

        Await.result(lease.release());
        assertThat(at.ended().state()).isEqualTo(State.COMPLETED);
        assertThat(at.cold("a", FIRST)).isEqualTo(source.texts("a", FIRST));
    }

    @Test
    void pointsBeyondTheLimitOfSeriesAreLeftOut() {
        at.hot.sql.run("insert into series (dataset, source, symbol)"
                + " select 'ticks', 's', 'n' || n from generate_series(1, 99999) n");
        assertThat(first().state()).isEqualTo(State.COMPLETED);
        assertThat(at.cold("a", FIRST)).hasSize(8);
        assertThat(at.hot.sql.number("select count(*) from series")).isEqualTo(100_000);
    }

    @Test
    void todayAndTheDaysBeforeAreAsAnyOther() {
        assertThat(at.run(onlyA(TODAY.minusDays(1), TODAY)).state()).isEqualTo(State.COMPLETED);
        assertThat(at.hot("a", TODAY)).isEqualTo(source.texts("a", TODAY));
    }

    @Test
    void pointsAreKnownWithWhatTheyMeasureAndOnlyThoseThatAreWantedAreKept() {
        assertThat(first().state()).isEqualTo(State.COMPLETED);
        assertThat(at.hot.sql.texts("select site, unit, count(*) from building_points group by site, unit"))
                .containsExactly("a|kW|3");

        source.listOnly(2);
        assertThat(at.run(onlyA(FIRST.plusDays(1), FIRST.plusDays(1))).state()).isEqualTo(State.COMPLETED);
        assertThat(at.run(onlyA(FIRST_HOT, FIRST_HOT)).state()).isEqualTo(State.COMPLETED);
        for (List<String> rows : List.of(at.cold("a", FIRST.plusDays(1)), at.hot("a", FIRST_HOT))) {
            assertThat(rows).hasSize(16).noneMatch(row -> row.startsWith("client/a/10.0.0.1-2/"));
        }
    }
}
