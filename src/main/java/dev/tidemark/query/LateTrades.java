package dev.tidemark.query;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cursor.FilterCursor;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Late trades that the owner of their day has already. A trade that is sent twice may carry two times, so the two need
/// not meet in a merge by time: the ids of the owner are looked through before.
final class LateTrades {

    private static final int LANES = 16;

    private final Plan plan;
    private final ColdReader cold;
    private final Map<LocalDate, Set<Id>> dayToLate = new TreeMap<>();
    private final Set<Id> repeated = new HashSet<>();

    private record Id(LocalDate day, String source, String tradeId) {

        static Id of(RecordBatch rows, int row) {
            long timeUs = rows.timeUs(row);
            return new Id(
                    new TimeRange(timeUs, timeUs).firstDay(),
                    rows.series(row).source(),
                    ((TradeBatch) rows).tradeId(row));
        }
    }

    private LateTrades(Plan plan, ColdReader cold) {
        this.plan = plan;
        this.cold = cold;
    }

    /// Which late rows count.
    ///
    /// @param late all late rows of the range; closed at the end
    static Future<FilterCursor.Filter> filter(Plan plan, ColdReader cold, RecordCursor late) {
        var trades = new LateTrades(plan, cold);
        return each(late, trades::note).compose(noted -> trades.lookThrough()).map(looked -> trades::counts);
    }

    private boolean counts(RecordBatch rows, int row) {
        return !repeated.contains(Id.of(rows, row));
    }

    private void note(RecordBatch rows) {
        for (int row = 0; row < rows.size(); row++) {
            Id id = Id.of(rows, row);
            if (plan.owners().containsKey(id.day)) {
                dayToLate.computeIfAbsent(id.day, day -> new HashSet<>()).add(id);
            }
        }
    }

    private Future<Void> lookThrough() {
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

    private Future<Void> lookThrough(LocalDate day) {
        Set<Id> late = dayToLate.getOrDefault(day, Set.of());
        Set<String> sources = new TreeSet<>();
        late.forEach(id -> sources.add(id.source));
        ColdFile owner = plan.owners().get(day);
        if (owner == null) {
            return Future.succeededFuture();
        }
        return each(cold.open(owner, sources, TimeRange.ofDays(day, day.plusDays(1))), rows -> keep(rows, late));
    }

    private void keep(RecordBatch rows, Set<Id> late) {
        for (int row = 0; row < rows.size(); row++) {
            Id id = Id.of(rows, row);
            if (late.contains(id)) {
                repeated.add(id);
            }
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
