package dev.tidemark.query;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Late trades without those that the owner of their day has already. A trade that is sent twice may carry two times,
/// so
/// the two need not meet in a merge by time: the owner is looked through for the ids.
///
/// So many late trades are looked for at a time: a day of which a million came late is read often, and never fills the
/// memory.
final class LateTrades implements RecordCursor {

    /// Some 10 MB of rows and ids.
    static final int MOST_ROWS = 50_000;

    private static final int LANES = 16;

    private final RecordCursor late;
    private final Map<LocalDate, ColdFile> owners;
    private final ColdReader cold;
    private final int mostRows;
    private final Queue<RecordBatch> ready = new ArrayDeque<>();
    private boolean isAtEnd;

    /// @param late closed with this
    /// @param owners of days; those of other days are all handed on
    /// @param mostRows that are looked for at a time
    LateTrades(RecordCursor late, Map<LocalDate, ColdFile> owners, ColdReader cold, int mostRows) {
        this.late = late;
        this.owners = owners;
        this.cold = cold;
        this.mostRows = mostRows;
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        RecordBatch rows = ready.poll();
        if (rows != null || isAtEnd) {
            return Future.succeededFuture(Optional.ofNullable(rows));
        }
        var some = new Some();
        return gather(some).compose(gathered -> some.lookThrough()).compose(looked -> {
            some.addTo(ready);
            return next();
        });
    }

    @Override
    public Future<Void> close() {
        return late.close();
    }

    private Future<Void> gather(Some some) {
        return late.next().compose(rows -> {
            isAtEnd = rows.isEmpty();
            rows.ifPresent(some::add);
            return isAtEnd || some.rows >= mostRows ? Future.succeededFuture() : gather(some);
        });
    }

    private record Id(LocalDate day, String source, String tradeId) {

        static Id of(RecordBatch rows, int row) {
            long timeUs = rows.timeUs(row);
            return new Id(
                    new TimeRange(timeUs, timeUs).firstDay(),
                    rows.series(row).source(),
                    ((TradeBatch) rows).tradeId(row));
        }
    }

    /// Those that are looked for at once.
    private final class Some {

        private final List<RecordBatch> batches = new ArrayList<>();
        private final Map<LocalDate, Set<Id>> dayToLate = new TreeMap<>();
        private final Set<Id> repeated = new HashSet<>();
        private int rows;

        void add(RecordBatch batch) {
            batches.add(batch);
            rows += batch.size();
            for (int row = 0; row < batch.size(); row++) {
                Id id = Id.of(batch, row);
                if (owners.containsKey(id.day)) {
                    dayToLate.computeIfAbsent(id.day, day -> new HashSet<>()).add(id);
                }
            }
        }

        Future<Void> lookThrough() {
            List<LocalDate> days = List.copyOf(dayToLate.keySet());
            List<Future<Void>> lanes = new ArrayList<>();
            for (int lane = 0; lane < Math.min(LANES, days.size()); lane++) {
                Future<Void> done = Future.succeededFuture();
                for (int i = lane; i < days.size(); i += LANES) {
                    LocalDate day = days.get(i);
                    done = done.compose(before -> lookThrough(day));
                }
                lanes.add(done);
            }
            return Future.join(lanes).mapEmpty();
        }

        void addTo(Queue<RecordBatch> queue) {
            batches.stream()
                    .map(this::withoutRepeated)
                    .filter(batch -> !batch.isEmpty())
                    .forEach(queue::add);
        }

        private Future<Void> lookThrough(LocalDate day) {
            Set<Id> wanted = dayToLate.getOrDefault(day, Set.of());
            Set<String> sources = new TreeSet<>();
            wanted.forEach(id -> sources.add(id.source));
            ColdFile owner = owners.get(day);
            if (owner == null) {
                return Future.succeededFuture();
            }
            return each(
                    cold.open(owner, sources, TimeRange.ofDays(day, day.plusDays(1))), found -> keep(found, wanted));
        }

        private void keep(RecordBatch found, Set<Id> wanted) {
            for (int row = 0; row < found.size(); row++) {
                Id id = Id.of(found, row);
                if (wanted.contains(id)) {
                    repeated.add(id);
                }
            }
        }

        private RecordBatch withoutRepeated(RecordBatch batch) {
            if (repeated.isEmpty()) {
                return batch;
            }
            RecordBatch kept = batch.newEmpty(batch.size());
            for (int row = 0; row < batch.size(); row++) {
                if (!repeated.contains(Id.of(batch, row))) {
                    kept.copyRow(batch, row);
                }
            }
            return kept;
        }
    }

    private static Future<Void> each(RecordCursor cursor, Consumer<RecordBatch> taker) {
        return rest(cursor, taker).eventually(cursor::close);
    }

    private static Future<Void> rest(RecordCursor cursor, Consumer<RecordBatch> taker) {
        return cursor.next().compose(rows -> {
            rows.ifPresent(taker);
            return rows.isPresent() ? rest(cursor, taker) : Future.succeededFuture();
        });
    }
}
