package dev.tidemark.cold.parquet.read;

import static dev.tidemark.cold.parquet.read.DamagedException.check;

import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.cold.parquet.Column;
import dev.tidemark.cold.parquet.Layout;
import dev.tidemark.cold.parquet.read.ColumnReader.Wholes;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes wanted rows out of a row group in memory, decoding only the pages that have some. For one thread at a time;
/// keeps its buffers.
final class BlockDecoder implements AutoCloseable {

    private final Layout layout;
    private final Cells cells;
    private final RowAssembler assembler;
    private final ColumnReader reader = new ColumnReader();
    private final RowRanges ranges = new RowRanges();
    private final List<Run> runs = new ArrayList<>();

    BlockDecoder(Dataset dataset) {
        layout = Layout.of(dataset);
        cells = new Cells(layout);
        assembler = new RowAssembler(layout, cells);
    }

    /// Rows of one name, one after the other.
    private record Run(String name, int from, int to) {}

    /// The wanted rows, in the order of the file; maybe none. Fails with an [IOException] for anything that is not
    /// as the index says.
    ///
    /// @param offset of the row group in the array
    RecordBatch decode(byte[] bytes, int offset, Block block, Wanted wanted) throws IOException {
        try {
            return rows(PageMap.of(bytes, offset, block, layout.columns().size()), block, wanted);
        } catch (RuntimeException e) {
            // What the checks let pass still ends here: an index out of bounds, a name that no series may have.
            throw new IOException("Expected a row group of " + block.rows() + " rows, was broken", e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    private RecordBatch rows(PageMap map, Block block, Wanted wanted) throws IOException {
        checkPartition(map, wanted.file().partition().name());
        cells.clear(block.rows());
        findNames(map, block, wanted);
        readTimes(map, block);
        if (wanted.range().fromUs() > block.minTimeUs() || wanted.range().toUs() <= block.maxTimeUs()) {
            narrow(wanted.range());
        }
        RecordBatch batch = RecordBatch.of(layout.dataset(), ranges.rows());
        if (!runs.isEmpty()) {
            cells.read(reader, map, ranges);
            for (Run run : runs) {
                var series = layout.series(wanted.file().partition().name(), run.name());
                assembler.append(batch, series, run.from(), run.to());
            }
        }
        return batch;
    }

    private void checkPartition(PageMap map, String partition) throws IOException {
        String[] names = reader.dictionary(map, layout.partitionColumn());
        if (names.length != 1 || !names[0].equals(partition)) {
            throw new DamagedException("Expected rows of " + partition + ", was " + String.join(", ", names));
        }
    }

    private void findNames(PageMap map, Block block, Wanted wanted) throws IOException {
        String[] names = reader.dictionary(map, layout.nameColumn());
        int[] numbers = reader.names(map, layout.nameColumn());
        boolean isSame = names[numbers[0]].equals(block.firstName())
                && names[numbers[block.rows() - 1]].equals(block.lastName());
        check(isSame, "the first and the last name of the index", names.length);
        runs.clear();
        ranges.clear();
        int from = 0;
        while (from < block.rows()) {
            int to = endOfRun(numbers, from, block.rows());
            String name = names[numbers[from]];
            if (wanted.hasName(name)) {
                runs.add(new Run(name, from, to));
                ranges.add(from, to);
            }
            from = to;
        }
    }

    /// Dictionaries are numbered as names come, and names come in order, so numbers never fall.
    private static int endOfRun(int[] numbers, int from, int rows) throws DamagedException {
        int low = from + 1;
        int high = rows;
        int step = 1;
        while (low < high && low + step < high && numbers[low + step] == numbers[from]) {
            low += step;
            step *= 2;
        }
        while (low < high && numbers[low] == numbers[from]) {
            low++;
        }
        check(low == rows || numbers[low] > numbers[from], "names in order", low);
        return low;
    }

    private void readTimes(PageMap map, Block block) throws IOException {
        var column = (Column.Whole<?>) layout.columns().get(layout.timeColumn());
        long[] times = cells.wholes(layout.timeColumn());
        reader.whole(map, layout.timeColumn(), ranges, new Wholes(times, column.absent()));
        int factor = column.unit().divisor();
        for (Run run : runs) {
            long before = Long.MIN_VALUE;
            for (int row = run.from(); row < run.to(); row++) {
                times[row] *= factor;
                check(times[row] >= before, "times in order", times[row]);
                before = times[row];
            }
            boolean isInside = times[run.from()] >= block.minTimeUs() && before <= block.maxTimeUs();
            check(isInside, "times as in the index", before);
        }
    }

    private void narrow(TimeRange range) {
        long[] times = cells.wholes(layout.timeColumn());
        ranges.clear();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            int from = firstFrom(times, run.from(), run.to(), range.fromUs());
            int to = firstFrom(times, from, run.to(), range.toUs());
            runs.set(i, new Run(run.name(), from, to));
            ranges.add(from, to);
        }
        runs.removeIf(run -> run.from() == run.to());
    }

    private static int firstFrom(long[] times, int from, int to, long timeUs) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < timeUs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
