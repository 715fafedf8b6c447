package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.write.ReadyBatch.Known;
import dev.tidemark.hot.postgres.write.ReadyBatch.Reject;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Makes a batch ready: the number of its journal, its series and its partitions are there, or its rows are rejected.
/// Days of which it has only late rows need no partition.
final class BatchReadying {

    static final String SERIES_LIMIT = "series-limit";
    static final String SERIES_NAME = "series-name";
    static final String PARTITION_RATE = "partition-rate";

    private final Surroundings around;

    BatchReadying(Surroundings around) {
        this.around = around;
    }

    Future<ReadyBatch> ready(WriteBatch batch) {
        return around.positions()
                .number(batch.journal())
                .compose(journal -> around.registry()
                        .ids(batch.rows())
                        .compose(ids -> around.sealedDays()
                                .of(batch.rows())
                                .compose(days -> ready(new Known(batch, journal, ids, days)))));
    }

    private Future<ReadyBatch> ready(Known known) {
        return around.partitions()
                .ensure(known.batch().rows(), known.days().late())
                .map(refused -> ReadyBatch.of(
                        known, around.partitions().tableFor(known.batch().rows()), rejects(known, refused)));
    }

    private static List<Reject> rejects(Known known, Set<LocalDate> refusedDays) {
        RecordBatch rows = known.batch().rows();
        int[] seriesIds = known.seriesIds();
        List<Reject> rejects = new ArrayList<>(0);
        for (int row = 0; row < seriesIds.length; row++) {
            if (seriesIds[row] == SeriesRegistry.NONE) {
                rejects.add(unnamed(rows, row));
            } else if (!refusedDays.isEmpty()
                    && !known.days().late().get(row)
                    && refusedDays.contains(Micros.date(rows.timeUs(row)))) {
                rejects.add(new Reject(
                        row, PARTITION_RATE, "Too many new days within a minute: " + Micros.date(rows.timeUs(row)), 1));
            }
        }
        return rejects;
    }

    private static Reject unnamed(RecordBatch rows, int row) {
        return SeriesRegistry.isStorable(rows.series(row))
                ? new Reject(row, SERIES_LIMIT, "There are as many series as allowed; this would be another one", 1)
                : new Reject(row, SERIES_NAME, "Expected names without a zero character", 1);
    }
}
