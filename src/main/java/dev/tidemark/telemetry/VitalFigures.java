package dev.tidemark.telemetry;

import dev.tidemark.cold.archive.ArchiveState;
import dev.tidemark.cold.archive.RunReport;
import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.exchange.CollectorStats.ConnectionStats;
import dev.tidemark.exchange.CollectorStats.SubscriptionStats;
import dev.tidemark.hot.HotReader.TableStats;
import dev.tidemark.hot.WriterStats;
import dev.tidemark.journal.JournalStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pipeline's figures as metrics, from the same suppliers as `/status`.
final class VitalFigures implements Consumer<Figures> {

    private static final double US_PER_SECOND = 1e6;
    private static final List<String> SUBSCRIPTION_STATES =
            List.of("requested", "acknowledged", "live", "silent", "rejected");

    private final Vitals vitals;
    private final HealthModel health;

    VitalFigures(Vitals vitals, HealthModel health) {
        this.vitals = vitals;
        this.health = health;
    }

    @Override
    public void accept(Figures figures) {
        figures.gauge(
                MetricNames.BUILD,
                1,
                "version",
                vitals.build().version(),
                "java",
                Runtime.version().toString());
        figures.gauge(
                MetricNames.HEALTH,
                switch (health.verdict().state()) {
                    case DOWN -> 0;
                    case DEGRADED -> 1;
                    case HEALTHY -> 2;
                });
        vitals.collectors().get().forEach(stats -> collector(figures, stats));
        List<WriterStats> writers = vitals.writers().get();
        journal(figures, vitals.journal().get(), writers);
        writers.forEach(stats -> writer(figures, stats));
        store(figures, vitals.store().get());
        archive(figures, vitals.archive().get());
    }

    private static void collector(Figures figures, CollectorStats stats) {
        String source = stats.source();
        CollectorStats.Counters counters = stats.counters();
        figures.gauge(MetricNames.CONNECTION_UP, CollectorJson.isConnected(stats) ? 1 : 0, "source", source);
        figures.counter(MetricNames.RECONNECTS, counters.reconnects(), "source", source);
        figures.counter(MetricNames.MESSAGES_RECEIVED, counters.frames(), "source", source);
        figures.counter(MetricNames.MESSAGES_REJECTED, counters.malformed(), "source", source, "reason", "malformed");
        figures.counter(MetricNames.MESSAGES_REJECTED, sum(stats.unknown()), "source", source, "reason", "unknown");
        figures.counter(MetricNames.MESSAGES_PASSED_OVER, sum(stats.passedOver()), "source", source);
        figures.counter(MetricNames.RECORDS_COLLECTED, counters.ticks(), "source", source, "dataset", "ticks");
        figures.counter(MetricNames.RECORDS_COLLECTED, counters.trades(), "source", source, "dataset", "trades");
        figures.counter(MetricNames.RECORDS_DUPLICATE, counters.duplicates(), "source", source);
        figures.counter(MetricNames.FRAMES_LOST, counters.lostFrames(), "source", source);
        stats.refused()
                .forEach((reason, count) ->
                        figures.counter(MetricNames.RECORDS_REFUSED, count, "source", source, "reason", reason));
        figures.gauge(MetricNames.LAST_RECEIVED, CollectorJson.lastDataUs(stats) / US_PER_SECOND, "source", source);
        connections(figures, source, stats.connections());
    }

    private static void connections(Figures figures, String source, List<ConnectionStats> connections) {
        int inFlight = connections.stream().mapToInt(ConnectionStats::inFlight).sum();
        figures.gauge(MetricNames.IN_FLIGHT, inFlight, "source", source);
        Map<String, Long> stateToCount = connections.stream()
                .flatMap(connection -> connection.subscriptions().stream())
                .collect(Collectors.groupingBy(SubscriptionStats::state, Collectors.counting()));
        for (String state : SUBSCRIPTION_STATES) {
            long count = stateToCount.getOrDefault(state, 0L);
            figures.gauge(MetricNames.SUBSCRIPTIONS, count, "source", source, "state", state);
        }
    }

    private static void journal(Figures figures, JournalStats stats, List<WriterStats> writers) {
        figures.gauge(MetricNames.QUEUE_DEPTH, Backlog.of(stats, writers).depth(), "stage", "journal");
        figures.counter(MetricNames.JOURNAL_RECORDS, stats.appendedRecords());
        figures.counter(MetricNames.JOURNAL_COMMITS, stats.commits());
        figures.counter(MetricNames.JOURNAL_CORRUPT, stats.corruptFrames());
        figures.gauge(MetricNames.JOURNAL_BYTES, stats.bytes());
        figures.gauge(MetricNames.JOURNAL_CAPACITY, stats.maxBytes());
        figures.gauge(MetricNames.JOURNAL_UP, stats.fault().isEmpty() ? 1 : 0);
    }

    private static void writer(Figures figures, WriterStats stats) {
        String table = stats.dataset().label();
        figures.counter(MetricNames.BATCHES_WRITTEN, stats.batches(), "table", table);
        figures.counter(MetricNames.ROWS_WRITTEN, stats.written().inserted(), "table", table);
        figures.counter(MetricNames.ROWS_DUPLICATE, stats.written().duplicates(), "table", table);
        figures.counter(MetricNames.ROWS_DEAD, stats.written().deadLetters(), "table", table);
        figures.counter(MetricNames.ROWS_LATE, stats.written().late(), "table", table);
        figures.counter(MetricNames.GAPS, stats.written().gaps(), "table", table);
        figures.gauge(MetricNames.ROWS_PENDING, stats.pendingRows(), "table", table);
        figures.gauge(MetricNames.OLDEST_PENDING, stats.oldestPendingUs() / US_PER_SECOND, "table", table);
    }

    private static void store(Figures figures, StoreFigures store) {
        figures.gauge(MetricNames.DATABASE_UP, store.database() == StoreFigures.Database.UP ? 1 : 0);
        Long deadLetters = store.deadLetters();
        if (deadLetters != null) {
            figures.gauge(MetricNames.DEAD_LETTERS, deadLetters);
        }
        store.tables().forEach(table -> table(figures, table));
    }

    private static void table(Figures figures, TableStats stats) {
        figures.gauge(MetricNames.HOT_ROWS, stats.rows(), "table", stats.table());
        figures.gauge(MetricNames.HOT_BYTES, stats.bytes(), "table", stats.table());
        figures.gauge(MetricNames.HOT_SERIES, stats.series(), "table", stats.table());
        Instant first = stats.first();
        Instant last = stats.last();
        if (first != null) {
            figures.gauge(MetricNames.HOT_OLDEST, Ages.us(first) / US_PER_SECOND, "table", stats.table());
        }
        if (last != null) {
            figures.gauge(MetricNames.HOT_NEWEST, Ages.us(last) / US_PER_SECOND, "table", stats.table());
        }
    }

    private static void archive(Figures figures, ArchiveState state) {
        RunReport current = state.current();
        RunReport.Totals now = current == null ? RunReport.Totals.NONE : current.totals();
        RunReport.Totals before = state.since();
        figures.gauge(MetricNames.ARCHIVE_RUNNING, current == null ? 0 : 1);
        figures.counter(MetricNames.ARCHIVE_RUNS, state.runs() - state.failedRuns(), "state", "completed");
        figures.counter(MetricNames.ARCHIVE_RUNS, state.failedRuns(), "state", "failed");
        figures.counter(MetricNames.ARCHIVE_DAYS, before.published() + now.published(), "outcome", "published");
        figures.counter(MetricNames.ARCHIVE_DAYS, before.failed() + now.failed(), "outcome", "failed");
        figures.counter(MetricNames.ARCHIVE_ROWS, before.rows() + now.rows());
        figures.counter(MetricNames.ARCHIVE_BYTES, before.bytes() + now.bytes());
        moment(
                figures,
                MetricNames.ARCHIVE_LAST,
                state.last() == null ? null : state.last().ended());
        moment(figures, MetricNames.ARCHIVE_NEXT, state.next());
    }

    private static void moment(Figures figures, String name, @Nullable Instant moment) {
        if (moment != null) {
            figures.gauge(name, Ages.us(moment) / US_PER_SECOND);
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
