package dev.tidemark.history.backfill;

import static dev.tidemark.history.backfill.BackfillFixture.FIRST_HOT;
import static dev.tidemark.history.backfill.BackfillFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.Partition;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.ace.AceSource;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.query.Answer;
import dev.tidemark.query.QueryConfig;
import dev.tidemark.query.QueryEngine;
import dev.tidemark.query.SeriesQuery;
import dev.tidemark.simulation.SimulatedBuildings;
import dev.tidemark.simulation.SimulatedFaults.Fault;
import dev.tidemark.simulation.SimulatedOptions;
import dev.tidemark.simulation.SimulatedOptions.Dirt;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Days on both sides of the hot range, from an API that misbehaves to what a chart asks for. Covers fault 1 (hot alone
/// was asked because the end is recent), 3 and 6 of the system that was here before.
class BackfillAceIT {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String SITE = "site-1";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    @Test
    void aChartOverTheBoundaryHasNoGapWhateverTheSourceDoes() {
        var options = SimulatedOptions.of(1, 5, () -> NOW)
                .withInterval(Duration.ofMinutes(15))
                .withDirt(new Dirt(29, 31, 37, 0, Duration.ZERO));
        SimulatedBuildings server = Await.result(SimulatedBuildings.start(vertx, options));
        server.faults().slowBy(Duration.ofMillis(1));
        server.faults().retryAfter(0);
        List.of(Fault.ERROR, Fault.THROTTLED, Fault.TRUNCATED, Fault.CUT)
                .forEach(fault -> server.faults().chance(fault, 0.03));
        AceConfig config = AceConfig.of(server.address(), "")
                .withSizes(100, 100)
                .withWaits(Duration.ofMillis(5), Duration.ofMillis(50))
                .withRate(500);
        var source = new AceSource(vertx, config, InstantSource.system(), new SourceCounters());
        try (var at = new BackfillFixture(folder, source)) {
            // What the sync has read before is fetched once more by the backfill: its day is delivered twice.
            SampleBatch synced = server.history()
                    .stored(SITE, TimeRange.ofDays(FIRST_HOT, FIRST_HOT.plusDays(2)), NOW.toEpochMilli() * 1_000);
            Await.result(at.journal.append(synced));
            assertThat(at.run(BackfillFixture.wish(FIRST_HOT.minusDays(10), TODAY))
                            .state())
                    .isEqualTo(State.COMPLETED);

            var range = TimeRange.ofDays(FIRST_HOT.minusDays(10), TODAY.plusDays(1));
            SampleBatch expected = server.history().stored(SITE, range, NOW.toEpochMilli() * 1_000);
            var engine = new QueryEngine(at.hot.database.snapshots(), at.lake.reader, QueryConfig.DEFAULT);
            Answer answer = Await.result(engine.open(
                    new SeriesQuery(new Partition(Dataset.SAMPLES, SITE), null, range, null, Long.MAX_VALUE)));
            List<String> rows = HotDatabase.texts((SampleBatch) HotDatabase.drain(answer, Dataset.SAMPLES));
            assertThat(rows).doesNotHaveDuplicates().hasSize(expected.size());
            assertThat(rows.stream().sorted())
                    .containsExactlyElementsOf(
                            HotDatabase.texts(expected).stream().sorted().toList());
            assertThat(answer.counts().source()).isEqualTo("split");
            SampleBatch cold = server.history()
                    .stored(SITE, TimeRange.ofDays(FIRST_HOT.minusDays(10), FIRST_HOT), NOW.toEpochMilli() * 1_000);
            assertThat(answer.counts().cold()).isEqualTo(cold.size());
            assertThat(answer.counts().hot()).isEqualTo(expected.size() - cold.size());
            assertAround(FIRST_HOT, rows);
        } finally {
            source.close();
            Await.result(server.close());
            Await.result(vertx.close());
        }
    }

    /// There are samples on both sides of the boundary: at its very first moment, and within the interval before
    /// it.
    private static void assertAround(LocalDate boundary, List<String> rows) {
        long us = boundary.toEpochDay() * 86_400_000_000L;
        List<Long> times = rows.stream()
                .map(row -> Long.parseLong(row.substring(row.indexOf('@') + 1, row.indexOf('='))))
                .toList();
        assertThat(times).contains(us);
        assertThat(times).anyMatch(time -> time < us && time >= us - 15 * 60_000_000L);
    }
}
