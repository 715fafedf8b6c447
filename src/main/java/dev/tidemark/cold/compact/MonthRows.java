package dev.tidemark.cold.compact;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cursor.FilterCursor;
import dev.tidemark.cursor.MergeCursor;
import dev.tidemark.cursor.MergeInput;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rows of a month in the order of its file: point by point through all files at once, of each of which some
/// blocks are in memory.
final class MonthRows {

    private static final long DAY_US = 86_400_000_000L;
    private static final RowKey START = new RowKey("", Long.MIN_VALUE, 0);

    private MonthRows() {}

    /// @param owners of all days of the month, each read for its own days alone
    static RecordCursor open(ColdReader reader, List<Owner> owners) {
        Map<ColdFile, Set<Long>> fileToDays = new LinkedHashMap<>();
        for (Owner owner : owners) {
            fileToDays
                    .computeIfAbsent(owner.file(), file -> new HashSet<>())
                    .add(owner.day().toEpochDay());
        }
        List<MergeInput> inputs = new ArrayList<>();
        fileToDays.forEach((file, days) -> inputs.add(new MergeInput(START, 0, file, () -> open(reader, file, days))));
        // All of them begin with the first point.
        var options = new MergeCursor.Options(inputs.size(), Long.MAX_VALUE, null, (file, rows) -> {});
        return new MergeCursor(Dataset.SAMPLES, inputs.iterator(), options);
    }

    private static RecordCursor open(ColdReader reader, ColdFile file, Set<Long> days) {
        LocalDate first = LocalDate.ofEpochDay(days.stream().min(Long::compare).orElseThrow());
        LocalDate last = LocalDate.ofEpochDay(days.stream().max(Long::compare).orElseThrow());
        RecordCursor all = reader.open(file, null, TimeRange.ofDays(first, last.plusDays(1)));
        return days.size() == last.toEpochDay() - first.toEpochDay() + 1
                ? all
                : new FilterCursor(all, (rows, row) -> days.contains(Math.floorDiv(rows.timeUs(row), DAY_US)));
    }
}
