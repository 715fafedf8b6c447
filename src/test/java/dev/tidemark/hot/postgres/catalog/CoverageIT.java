package dev.tidemark.hot.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.SampleCatalog.Coverage;
import dev.tidemark.hot.SampleCatalog.Day;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CoverageIT {

    private static final LocalDate FIRST = LocalDate.parse("2026-08-07");

    @Test
    void daysAreCountedWhereverTheyAre() {
        try (var hot = new HotDatabase()) {
            hot.samples("north", FIRST, 3, 1_440);
            hot.samples("north", FIRST.plusDays(1), 3, 720);
            hot.sql.run("""
                insert into lake_files (dataset, partition, kind, from_day, to_day, version, key, state, rows)
                values ('samples', 'north', 'day', '2026-08-06', '2026-08-07', 1, 'k', 'live', 4000);
                insert into tier_days (dataset, partition, day, file_id)
                select 'samples', 'north', '2026-08-06', file_id from lake_files""");
            hot.lateSample("north", "p1", "2026-08-06T12:00:00Z", 1);

            Coverage coverage = Await.result(
                            hot.database.sampleCatalog().coverage("north", FIRST.minusDays(2), FIRST.plusDays(2)))
                    .orElseThrow();

            assertThat(coverage.points()).isEqualTo(3);
            assertThat(coverage.intervalS()).isEqualTo(120);
            assertThat(coverage.days())
                    .containsExactly(
                            new Day(FIRST.minusDays(2), 0, false, false),
                            new Day(FIRST.minusDays(1), 4_001, true, false),
                            new Day(FIRST, 4_320, false, false),
                            new Day(FIRST.plusDays(1), 2_160, false, false));
        }
    }

    @Test
    void ofManyPointsSomeStandForAll() {
        try (var hot = new HotDatabase()) {
            hot.samples("north", FIRST, 1_000, 24);

            Coverage coverage = Await.result(hot.database.sampleCatalog().coverage("north", FIRST, FIRST.plusDays(1)))
                    .orElseThrow();

            assertThat(coverage.days()).containsExactly(new Day(FIRST, 24_000, false, true));
        }
    }

    @Test
    void aSiteThatNobodyKnowsHasNone() {
        try (var hot = new HotDatabase()) {
            assertThat(Await.result(hot.database.sampleCatalog().coverage("south", FIRST, FIRST.plusDays(1))))
                    .isEmpty();
        }
    }
}
