package dev.tidemark.testkit;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Cold files in memory. They can be lost, or be damaged from some batch on. Thread-safe.
public final class InMemoryLake implements ColdReader {

    private static final int BLOCK_ROWS = 50;

    private final Map<String, RecordBatch> keyToRows = new ConcurrentHashMap<>();
    private final Map<String, Integer> keyToGoodBatches = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile RowCursor.Manner manner;

    public InMemoryLake(RowCursor.Manner manner) {
        this.manner = manner;
    }

    public void manner(RowCursor.Manner newManner) {
        manner = newManner;
    }

    /// Files opened so far.
    public int opened() {
        return opened.get();
    }

    /// Stores rows, in whatever order, as a file.
    public ColdFile put(long id, Partition partition, ColdFile.Kind kind, List<LocalDate> days, RecordBatch rows) {
        RecordBatch sorted = sorted(rows);
        String key = partition + "/" + kind + "/" + id;
        keyToRows.put(key, sorted);
        var facts = new FileFacts(
                sorted.size(),
                "sha" + id,
                sorted.size(),
                times(sorted).min().orElseThrow(),
                times(sorted).max().orElseThrow(),
                index(sorted));
        return new ColdFile(
                id, key, partition, kind, days.getFirst(), days.getLast().plusDays(1), (int) id, 0, facts);
    }

    public RecordBatch rows(ColdFile file) {
        RecordBatch rows = keyToRows.get(file.key());
        if (rows == null) {
            throw new ColdFault.Missing(file.key());
        }
        return rows;
    }

    /// Loses a file.
    public void lose(ColdFile file) {
        keyToRows.remove(file.key());
    }

    /// Makes a file unreadable behind so many batches.
    public void damage(ColdFile file, int goodBatches) {
        keyToGoodBatches.put(file.key(), goodBatches);
    }

    @Override
    public RecordCursor open(ColdFile file, @Nullable Collection<String> names, TimeRange range) {
        opened.incrementAndGet();
        RecordBatch rows = keyToRows.get(file.key());
        if (rows == null) {
            RecordBatch none = RecordBatch.of(file.partition().dataset(), 1);
            return new RowCursor(none, manner.failing(new ColdFault.Missing(file.key()), 0));
        }
        Integer good = keyToGoodBatches.get(file.key());
        var damage = new ColdFault.Damaged(file.key(), "Expected a good checksum, was another", null);
        return new RowCursor(wanted(rows, names, range), good == null ? manner : manner.failing(damage, good));
    }

    static RecordBatch wanted(RecordBatch rows, @Nullable Collection<String> names, TimeRange range) {
        RecordBatch wanted = rows.newEmpty(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            if (range.contains(rows.timeUs(row)) && (names == null || names.contains(name(rows, row)))) {
                wanted.copyRow(rows, row);
            }
        }
        return wanted;
    }

    static String name(RecordBatch rows, int row) {
        return rows.dataset() == Dataset.SAMPLES
                ? rows.series(row).symbol()
                : rows.series(row).source();
    }

    private static RecordBatch sorted(RecordBatch rows) {
        RecordBatch sorted = rows.newEmpty(rows.size());
        IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.<Integer, String>comparing(row -> name(rows, row), NameOrder.INSTANCE)
                        .thenComparingLong(row -> rows.timeUs(row))
                        .thenComparingLong(row -> rows.origin(row)))
                .forEach(row -> sorted.copyRow(rows, row));
        return sorted;
    }

    private static java.util.stream.LongStream times(RecordBatch rows) {
        return IntStream.range(0, rows.size()).mapToLong(rows::timeUs);
    }

    private static FileIndex index(RecordBatch rows) {
        var blocks = new ArrayList<Block>();
        for (int from = 0; from < rows.size(); from += BLOCK_ROWS) {
            int to = Math.min(rows.size(), from + BLOCK_ROWS);
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            for (int row = from; row < to; row++) {
                min = Math.min(min, rows.timeUs(row));
                max = Math.max(max, rows.timeUs(row));
            }
            blocks.add(new Block(name(rows, from), name(rows, to - 1), from, to - from, to - from, min, max));
        }
        return new FileIndex(blocks);
    }
}
