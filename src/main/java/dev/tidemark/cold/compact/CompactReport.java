package dev.tidemark.cold.compact;

import java.util.List;

/// What one run of the compaction did.
///
/// @param keys of the months that were made
/// @param rows in them
/// @param droppedDays files of days that were superseded
/// @param failures a sentence for each month that was not made; its days stay as they are
public record CompactReport(List<String> keys, long rows, int droppedDays, List<String> failures) {

    public CompactReport {
        keys = List.copyOf(keys);
        failures = List.copyOf(failures);
    }
}
