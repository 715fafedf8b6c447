package dev.tidemark.history.backfill;

import static dev.tidemark.history.backfill.BackfillFixture.FIRST_HOT;
import static dev.tidemark.history.backfill.BackfillFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.history.backfill.BackfillJobs.Wish;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.query.Answer;
import dev.tidemark.query.QueryConfig;
import dev.tidemark.query.QueryEngine;
import dev.tidemark.query.SeriesQuery;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.StubBuildings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fault 2 of the system that was here before: where cold begins was worked out once, when the process started.
class BoundaryIT {

    private final StubBuildings source = new StubBuildings(List.of("a", "b"), 3, 8, 7);

    @TempDir
    private Path folder;

    private static Wish wish(String site) {
        return new Wish(FIRST_HOT.minusDays(1), TODAY, List.of(site), false);
    }

    private static List<String> rows(Answer answer) {
        return HotDatabase.texts((SampleBatch) HotDatabase.drain(answer, Dataset.SAMPLES));
    }

    @Test
    void whereColdBeginsMovesWhileTheProcessRuns() {
        try (var at = new BackfillFixture(folder, source)) {
            var engine = new QueryEngine(at.hot.database.snapshots(), at.lake.reader, QueryConfig.DEFAULT);
            var site = new Partition(Dataset.SAMPLES, "a");
            var query = new SeriesQuery(
                    site, null, TimeRange.ofDays(FIRST_HOT.minusDays(1), TODAY.plusDays(1)), null, Long.MAX_VALUE);
            assertThat(at.run(wish("a")).state()).isEqualTo(State.COMPLETED);
            Answer before = Await.result(engine.open(query));
            List<String> expected = rows(before);
            assertThat(expected).hasSize(22 * 24).doesNotHaveDuplicates();
            assertThat(before.counts().cold()).isEqualTo(24);

            // Midnight: the oldest hot day goes, and nobody starts anything anew.
            at.now = at.now.plus(Duration.ofDays(1));
            at.lake.archive(new PartitionDay(site, FIRST_HOT));
            at.hot.sql.run("delete from samples where (time at time zone 'utc')::date = '" + FIRST_HOT + "'");
            Answer after = Await.result(engine.open(query));
            assertThat(rows(after)).isEqualTo(expected);
            assertThat(after.counts().cold()).isEqualTo(2 * 24);

            assertThat(at.run(wish("b")).state()).isEqualTo(State.COMPLETED);
            assertThat(at.hot.sql.texts(
                            "select day from backfill_days where site = 'b' and outcome = 'file'" + " order by day"))
                    .as("what was hot yesterday is not any more")
                    .containsExactly(FIRST_HOT.minusDays(1).toString(), FIRST_HOT.toString());
        }
    }
}
