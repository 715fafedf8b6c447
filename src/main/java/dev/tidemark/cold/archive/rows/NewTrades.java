package dev.tidemark.cold.archive.rows;

import dev.tidemark.cold.make.RowSource;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TradeBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Late trades without those that the day has already: another venue's clock may put the same trade at another time.
///
/// So many are looked for at a time, in all rows of the day: where a million came late, the day is read often, and
/// never fills the memory.
final class NewTrades implements RowSource {

    /// Some 10 MB of rows and ids.
    static final int MOST_ROWS = 50_000;

    private final RowSource late;
    private final Supplier<RowSource> day;
    private final int mostRows;
    private final Queue<RecordBatch> ready = new ArrayDeque<>();
    private boolean isAtEnd;

    private record Key(String source, String tradeId) {

        static Key of(RecordBatch rows, int row) {
            return new Key(rows.series(row).source(), ((TradeBatch) rows).tradeId(row));
        }
    }

    /// @param late closed with this
    /// @param day opens the day's rows
    /// @param mostRows that are looked for at a time
    NewTrades(RowSource late, Supplier<RowSource> day, int mostRows) {
        this.late = late;
        this.day = day;
        this.mostRows = mostRows;
    }

    @Override
    public @Nullable RecordBatch next() {
        while (ready.isEmpty() && !isAtEnd) {
            look();
        }
        return ready.poll();
    }

    @Override
    public void close() {
        late.close();
    }

    private void look() {
        List<RecordBatch> some = gather();
        if (some.isEmpty()) {
            return;
        }
        Set<Key> keys = new HashSet<>();
        some.forEach(rows -> {
            for (int row = 0; row < rows.size(); row++) {
                keys.add(Key.of(rows, row));
            }
        });
        Set<Key> known = known(keys);
        for (RecordBatch rows : some) {
            RecordBatch kept = without(rows, known);
            if (!kept.isEmpty()) {
                ready.add(kept);
            }
        }
    }

    private List<RecordBatch> gather() {
        List<RecordBatch> some = new ArrayList<>();
        int count = 0;
        while (count < mostRows && !isAtEnd) {
            RecordBatch rows = late.next();
            if (rows == null) {
                isAtEnd = true;
            } else {
                some.add(rows);
                count += rows.size();
            }
        }
        return some;
    }

    private Set<Key> known(Set<Key> keys) {
        Set<Key> known = new HashSet<>();
        try (RowSource open = day.get()) {
            for (RecordBatch rows = open.next(); rows != null; rows = open.next()) {
                for (int row = 0; row < rows.size(); row++) {
                    Key key = Key.of(rows, row);
                    if (keys.contains(key)) {
                        known.add(key);
                    }
                }
            }
        }
        return known;
    }

    private static RecordBatch without(RecordBatch rows, Set<Key> known) {
        if (known.isEmpty()) {
            return rows;
        }
        RecordBatch kept = rows.newEmpty(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            if (!known.contains(Key.of(rows, row))) {
                kept.copyRow(rows, row);
            }
        }
        return kept;
    }
}
