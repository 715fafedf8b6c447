package dev.tidemark.testkit;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.Snapshots;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Hot rows, late rows and owners in memory, and what an archiver does to them. Thread-safe.
public final class InMemorySnapshots implements Snapshots {

    private final InMemoryLake lake;
    private final Map<Partition, Rows> partitionToRows = new HashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile RowCursor.Manner manner;
    private volatile @Nullable RuntimeException fault;
    private long nextId = 1;
    private long nextOrigin = 1;

    /// What there is of one partition. Copied for each snapshot.
    private static final class Rows {
        private final Set<String> names = new TreeSet<>(NameOrder.INSTANCE);
        private RecordBatch hot;
        private RecordBatch late;
        private final Set<LocalDate> sealed = new HashSet<>();
        private final TreeMap<LocalDate, ColdFile> owners = new TreeMap<>();

        private Rows(Dataset dataset) {
            hot = RecordBatch.of(dataset, 16);
            late = RecordBatch.of(dataset, 16);
        }
    }

    /// @param manner in which rows are handed over
    public InMemorySnapshots(InMemoryLake lake, RowCursor.Manner manner) {
        this.lake = lake;
        this.manner = manner;
    }

    public void manner(RowCursor.Manner newManner) {
        manner = newManner;
    }

    /// Everything fails with this until it is null again.
    public void failWith(@Nullable RuntimeException newFault) {
        fault = newFault;
    }

    /// Batches handed over by all hot cursors.
    public int batchesRead() {
        return manner.read().get();
    }

    /// Snapshots and cursors that are not closed.
    public int openCount() {
        return open.get() + manner.open().get();
    }

    /// Stores rows, the first one of an identity. Rows without an origin get the next number.
    public synchronized void add(RecordBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (batch.origin(row) == 0) {
                batch.origin(row, nextOrigin++);
            }
            Rows rows = rows(partition(batch, row));
            rows.names.add(InMemoryLake.name(batch, row));
            LocalDate day = day(batch, row);
            boolean isLate = rows.sealed.contains(day);
            boolean isKnown = contains(rows.late, batch, row) || contains(rows.hot, batch, row);
            if (!isKnown) {
                (isLate ? rows.late : rows.hot).copyRow(batch, row);
            }
        }
    }

    public synchronized void seal(Partition partition, LocalDate day) {
        rows(partition).sealed.add(day);
    }

    /// Moves a day into a file that owns it; false where there is nothing to move.
    public synchronized boolean archive(Partition partition, LocalDate day) {
        Rows rows = rows(partition);
        RecordBatch moved = of(rows.hot, day, true);
        if (rows.owners.containsKey(day) || moved.isEmpty()) {
            return false;
        }
        rows.sealed.add(day);
        own(rows, lake.put(nextId++, partition, ColdFile.Kind.DAY, List.of(day), moved), List.of(day));
        rows.hot = of(rows.hot, day, false);
        return true;
    }

    /// Folds the late rows of an owned day into a new version. The old file stays.
    public synchronized boolean fold(Partition partition, LocalDate day) {
        Rows rows = rows(partition);
        ColdFile owner = rows.owners.get(day);
        RecordBatch late = of(rows.late, day, true);
        if (owner == null || late.isEmpty()) {
            return false;
        }
        RecordBatch all = of(lake.rows(owner), day, true);
        for (int row = 0; row < late.size(); row++) {
            if (!contains(all, late, row)) {
                all.copyRow(late, row);
            }
        }
        own(rows, lake.put(nextId++, partition, ColdFile.Kind.DAY, List.of(day), all), List.of(day));
        rows.late = of(rows.late, day, false);
        return true;
    }

    /// Makes one file of all owned days.
    public synchronized boolean compact(Partition partition) {
        Rows rows = rows(partition);
        if (rows.owners.size() < 2) {
            return false;
        }
        List<LocalDate> days = List.copyOf(rows.owners.keySet());
        RecordBatch all = RecordBatch.of(partition.dataset(), 16);
        rows.owners.forEach((day, file) -> all.copyAll(of(lake.rows(file), day, true)));
        own(rows, lake.put(nextId++, partition, ColdFile.Kind.MONTH, days, all), days);
        return true;
    }

    /// The files that own something.
    public synchronized List<ColdFile> files(Partition partition) {
        return List.copyOf(new HashSet<>(rows(partition).owners.values()));
    }

    @Override
    public synchronized Future<Snapshot> open(
            Partition partition, @Nullable Collection<String> names, TimeRange range) {
        RuntimeException current = fault;
        if (current != null) {
            return Future.failedFuture(current);
        }
        Rows now = rows(partition);
        var copy = new Rows(partition.dataset());
        copy.names.addAll(now.names);
        copy.hot.copyAll(now.hot);
        copy.late.copyAll(now.late);
        copy.owners.putAll(now.owners);
        open.incrementAndGet();
        return Future.succeededFuture(new Copy(copy, names, range));
    }

    private void own(Rows rows, ColdFile file, List<LocalDate> days) {
        days.forEach(day -> rows.owners.put(day, file));
    }

    private Rows rows(Partition partition) {
        return partitionToRows.computeIfAbsent(partition, missing -> new Rows(partition.dataset()));
    }

    private static Partition partition(RecordBatch batch, int row) {
        boolean isSample = batch.dataset() == Dataset.SAMPLES;
        return new Partition(
                batch.dataset(),
                isSample ? batch.series(row).source() : batch.series(row).symbol());
    }

    private static LocalDate day(RecordBatch batch, int row) {
        return new TimeRange(batch.timeUs(row), batch.timeUs(row)).firstDay();
    }

    private static RecordBatch of(RecordBatch rows, LocalDate day, boolean isOf) {
        RecordBatch some = rows.newEmpty(16);
        for (int row = 0; row < rows.size(); row++) {
            if (day(rows, row).equals(day) == isOf) {
                some.copyRow(rows, row);
            }
        }
        return some;
    }

    /// Whether there is a row of the same identity. Every tick is another one.
    private static boolean contains(RecordBatch rows, RecordBatch of, int row) {
        return rows.dataset() != Dataset.TICKS
                && IntStream.range(0, rows.size()).anyMatch(other -> isSame(rows, other, of, row));
    }

    private static boolean isSame(RecordBatch a, int i, RecordBatch b, int j) {
        if (!a.series(i).equals(b.series(j))) {
            return false;
        }
        return a instanceof TradeBatch trades
                ? trades.tradeId(i).equals(((TradeBatch) b).tradeId(j))
                        && day(a, i).equals(day(b, j))
                : a.timeUs(i) == b.timeUs(j);
    }

    private final class Copy implements Snapshot {
        private final Rows rows;
        private final @Nullable Collection<String> wanted;
        private final TimeRange range;
        private boolean isClosed;

        private Copy(Rows rows, @Nullable Collection<String> wanted, TimeRange range) {
            this.rows = rows;
            this.wanted = wanted;
            this.range = range;
        }

        @Override
        public List<String> names() {
            return rows.names.stream()
                    .filter(name -> wanted == null || wanted.contains(name))
                    .toList();
        }

        @Override
        public int known() {
            return rows.names.size();
        }

        @Override
        public List<Owner> owners() {
            List<Owner> owners = new ArrayList<>();
            rows.owners.forEach((day, file) -> {
                TimeRange ofDay = TimeRange.ofDays(day, day.plusDays(1));
                if (!ofDay.intersection(range).isEmpty()) {
                    owners.add(new Owner(day, file));
                }
            });
            return owners;
        }

        @Override
        public boolean hasLate() {
            return !InMemoryLake.wanted(rows.late, wanted, range).isEmpty();
        }

        @Override
        public RecordCursor hot(@Nullable Collection<String> names, TimeRange part) {
            return cursor(rows.hot, names, part);
        }

        @Override
        public RecordCursor late(@Nullable Collection<String> names, TimeRange part) {
            return cursor(rows.late, names, part);
        }

        @Override
        public Future<Void> close() {
            if (!isClosed) {
                isClosed = true;
                open.decrementAndGet();
            }
            return Future.succeededFuture();
        }

        private RecordCursor cursor(RecordBatch of, @Nullable Collection<String> names, TimeRange part) {
            if (isClosed) {
                throw new IllegalStateException("Expected an open snapshot, was closed");
            }
            return new RowCursor(answered(InMemoryLake.wanted(of, names, part)), manner);
        }
    }

    /// In the order of an answer.
    public static RecordBatch answered(RecordBatch rows) {
        boolean byName = rows.dataset() == Dataset.SAMPLES;
        Comparator<Integer> byTime =
                Comparator.<Integer>comparingLong(row -> rows.timeUs(row)).thenComparingLong(row -> rows.origin(row));
        Comparator<Integer> order = byName
                ? Comparator.<Integer, String>comparing(row -> InMemoryLake.name(rows, row), NameOrder.INSTANCE)
                        .thenComparing(byTime)
                : byTime;
        RecordBatch sorted = rows.newEmpty(rows.size());
        IntStream.range(0, rows.size()).boxed().sorted(order).forEach(row -> sorted.copyRow(rows, row));
        return sorted;
    }
}
