package dev.tidemark.history.backfill;

import static dev.tidemark.history.backfill.BackfillFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.history.backfill.BackfillConfig.Schedule;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.history.backfill.schedule.HoleFiller;
import dev.tidemark.hot.postgres.catalog.CatalogShares;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.StubBuildings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Days that lack samples are found in what is stored, fetched again, and then left alone.
class HolesIT {

    private static final int POINTS = 3;
    private static final int PER_DAY = 8;
    private static final Schedule SCHEDULE = new Schedule(LocalTime.of(4, 0), 30, 90, Duration.ofDays(7));

    private static final Instant NOW = TODAY.atTime(4, 0).toInstant(ZoneOffset.UTC);

    private final StubBuildings source = new StubBuildings(List.of("a", "b"), POINTS, PER_DAY, 7);

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

    private HoleFiller filler() {
        InstantSource clock = () -> NOW;
        return new HoleFiller(at.backfills, new CatalogShares(at.hot.database.sampleCatalog(), clock), SCHEDULE, clock);
    }

    private List<String> fetched() {
        return at.hot.sql.texts("select site, day, outcome from backfill_days where backfill_id ="
                + " (select max(backfill_id) from backfill_runs) order by site, day");
    }

    private void forget(String site, LocalDate day, int fromHour) {
        at.hot.sql.run("""
            delete from samples using series
             where series.series_id = samples.series_id and source = '%s'
               and (time at time zone 'utc')::date = '%s' and extract(hour from time at time zone 'utc') >= %d
            """.formatted(site, day, fromHour));
    }

    /// A week of both sites, and nobody remembers that it was fetched.
    private void aWeek() {
        at.run(BackfillFixture.wish(TODAY.minusDays(8), TODAY.minusDays(1)));
        at.hot.sql.run("delete from backfill_runs");
    }

    @Test
    void exactlyTheDaysThatLackSamplesAreFetchedAgain() {
        aWeek();
        LocalDate empty = TODAY.minusDays(5);
        LocalDate half = TODAY.minusDays(3);
        forget("a", empty, 0);
        forget("a", half, 9);
        forget("b", TODAY.minusDays(8), 9);
        // Nobody can be asked for this one.
        at.hot.samples("c", TODAY.minusDays(6), 2, 4);
        int opened = source.opened();
        HoleFiller filler = filler();

        assertThat(Await.result(filler.look())).isEqualTo(2);
        assertThat(at.ended().state()).isEqualTo(State.COMPLETED);
        assertThat(fetched()).containsExactly("a|" + empty + "|hot", "a|" + half + "|hot");
        assertThat(source.opened() - opened).isEqualTo(2);
        for (LocalDate day : List.of(empty, half)) {
            assertThat(at.hot("a", day)).isEqualTo(source.texts("a", day));
        }
        assertThat(filler.state().last()).isEqualTo(NOW);
        assertThat(filler.state().begun()).isEqualTo(2);
        assertThat(filler.state().found()).as("with the days of c").isEqualTo(2 + 5);
        assertThat(Await.result(filler.look())).as("nothing is left to do").isZero();
    }

    @Test
    void aDayThatWasFetchedLatelyIsLeftAlone() {
        aWeek();
        LocalDate day = TODAY.minusDays(4);
        forget("a", day, 0);
        source.empty(day);
        HoleFiller filler = filler();
        assertThat(Await.result(filler.look())).isEqualTo(1);
        assertThat(at.ended().state()).isEqualTo(State.COMPLETED);
        assertThat(Await.result(filler.look())).isZero();
        assertThat(filler.state().found()).isEqualTo(1);

        at.hot.sql.run("update backfill_days set updated = '2026-06-08 03:59Z'");
        assertThat(Await.result(filler.look())).as("more than seven days later").isEqualTo(1);
        assertThat(at.ended().state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void aHoleInTheLakeBecomesAFile() {
        LocalDate day = TODAY.minusDays(25);
        source.empty(day);
        at.run(BackfillFixture.wish(TODAY.minusDays(29), TODAY.minusDays(1)));
        at.hot.sql.run("delete from backfill_runs");
        source.fill(day);

        assertThat(Await.result(filler().look())).isEqualTo(2);
        assertThat(at.ended().state()).isEqualTo(State.COMPLETED);
        assertThat(fetched()).containsExactly("a|" + day + "|file", "b|" + day + "|file");
        assertThat(at.cold("b", day)).isEqualTo(source.texts("b", day)).isNotEmpty();
    }

    @Test
    void nothingIsBegunWhileABackfillIsInProgress() {
        aWeek();
        forget("a", TODAY.minusDays(2), 0);
        source.slow(200);
        Await.result(at.backfills.start(BackfillFixture.wish(TODAY.minusDays(60), TODAY.minusDays(50))));
        HoleFiller filler = filler();

        assertThat(Await.result(filler.look())).isZero();
        assertThat(filler.state().error()).contains("in progress");
        assertThat(at.hot.sql.number("select count(*) from backfill_runs")).isEqualTo(1);
    }

    /// What was begun by itself has holes: the same days by hand are not its rest.
    @Test
    void aBackfillByHandDoesNotGoOnWithOneThatWasBegunByItself() {
        aWeek();
        LocalDate day = TODAY.minusDays(2);
        forget("a", day, 0);
        source.fail("a", true);
        assertThat(Await.result(filler().look())).isEqualTo(1);
        assertThat(at.ended().state()).isEqualTo(State.FAILED);
        source.fail("a", false);

        assertThat(at.run(new BackfillJobs.Wish(day, day, List.of("a"), false)).id())
                .isEqualTo(at.hot.sql.number("select min(backfill_id) from backfill_runs") + 1);
        assertThat(at.hot("a", day)).isEqualTo(source.texts("a", day));
    }
}
