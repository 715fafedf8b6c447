package dev.tidemark.cold.archive;

import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.HotDays.Closed;
import dev.tidemark.cold.HotDays.Late;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.market.Dataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the days that a run has to do, the oldest first.
final class DaysDue {

    /// What is archived by day.
    static final List<Dataset> DATASETS = List.of(Dataset.SAMPLES, Dataset.TICKS, Dataset.TRADES);

    private final HotDays hot;
    private final ArchiveConfig config;
    private final ArchiveOrder order;
    private final Instant now;

    DaysDue(HotDays hot, ArchiveConfig config, ArchiveOrder order, Instant now) {
        this.hot = hot;
        this.config = config;
        this.order = order;
        this.now = now;
    }

    List<PartitionDay> find() {
        List<PartitionDay> due = new ArrayList<>();
        for (Dataset dataset : DATASETS) {
            if (order.concerns(dataset)) {
                Wait.on(hot.closed(dataset, before(dataset))).stream()
                        .filter(closed -> order.concerns(closed.day()) && isQuiet(closed))
                        .forEach(closed -> due.add(closed.day()));
            }
        }
        Wait.on(hot.late()).stream()
                .filter(late -> order.concerns(late.day()) && isWorthAVersion(late))
                .forEach(late -> due.add(late.day()));
        due.sort(Comparator.comparing(PartitionDay::day));
        return due;
    }

    /// The day before which days of a dataset may leave the hot store; never today.
    LocalDate before(Dataset dataset) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        boolean isAnyAge = order.isForced() || order.reason() == ArchiveOrder.Reason.EARLY;
        return isAnyAge ? today : today.minusDays(Math.min(config.hotDays(dataset), 100_000));
    }

    /// A day that an earlier run has sealed takes no more rows.
    private boolean isQuiet(Closed closed) {
        Instant since = now.minus(config.quiet());
        Instant end = closed.day().day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant touched = closed.touched();
        return order.isForced()
                || closed.isSealed()
                || (!end.isAfter(since) && (touched == null || !touched.isAfter(since)));
    }

    private boolean isWorthAVersion(Late late) {
        return order.isForced()
                || late.rows() >= config.lateRows()
                || late.oldest().isBefore(now.minus(config.lateAge()));
    }
}
