package dev.tidemark.telemetry.building;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.history.sync.SiteStats;
import dev.tidemark.telemetry.MetricNames;
import dev.tidemark.telemetry.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncFiguresTest {

    private static SiteStats site(String name, long seconds) {
        return new SiteStats(
                name,
                false,
                Instant.EPOCH,
                null,
                5,
                seconds == 0 ? Optional.empty() : Optional.of(seconds * 1_000_000),
                10,
                3,
                2,
                1_000,
                50,
                7,
                20,
                null);
    }

    private static String scrape(List<SiteStats> sites) {
        var metrics = new Metrics();
        metrics.with(new SyncFigures(() -> sites));
        try {
            return metrics.scrape();
        } finally {
            metrics.close();
        }
    }

    @Test
    void aSiteIsToldWithItsName() {
        assertThat(scrape(List.of(site("north", 1_700), site("south", 0))))
                .contains(MetricNames.SYNC_SAMPLES + "{site=\"north\"} 1000.0")
                .contains(MetricNames.SYNC_DROPPED + "{site=\"north\"} 7.0")
                .contains(MetricNames.SYNC_RUNS + "{outcome=\"completed\",site=\"south\"} 7.0")
                .contains(MetricNames.SYNC_RUNS + "{outcome=\"failed\",site=\"south\"} 3.0")
                .contains(MetricNames.SYNC_RUNS + "{outcome=\"skipped\",site=\"south\"} 2.0")
                .contains(MetricNames.SYNC_NEWEST + "{site=\"north\"} 1700.0")
                .doesNotContain(MetricNames.SYNC_NEWEST + "{site=\"south\"}");
    }

    @Test
    void ofManySitesTheLastOnesAreOne() {
        List<SiteStats> sites = IntStream.rangeClosed(1, SyncFigures.MOST_SITES + 1)
                .mapToObj(n -> site("site-" + n, 1_000 + n))
                .toList();
        String text = scrape(sites);

        assertThat(text.lines().filter(line -> line.startsWith(MetricNames.SYNC_SAMPLES + "{")))
                .hasSize(SyncFigures.MOST_SITES)
                .contains(MetricNames.SYNC_SAMPLES + "{site=\"" + SyncFigures.OTHERS + "\"} 2000.0");
        assertThat(text)
                .as("the one furthest behind")
                .contains(MetricNames.SYNC_NEWEST + "{site=\"" + SyncFigures.OTHERS + "\"} 1200.0");
    }
}
