package dev.tidemark.telemetry;

import dev.tidemark.hot.WriterStats;
import dev.tidemark.journal.JournalStats;
import java.util.List;

/// What lies between the journal and the hot store, in rows since the start of the process.
///
/// What an earlier process left in the journal is counted once it has been read: until then `depth` is too low.
///
/// @param depth accepted and not yet stored
/// @param delivered read from the journal
/// @param acknowledged stored or set aside
/// @param oldestPendingUs when the oldest row that waits for the writer was read; 0 for none
record Backlog(long depth, long delivered, long acknowledged, long oldestPendingUs) {

    static Backlog of(JournalStats journal, List<WriterStats> writers) {
        long pending = writers.stream().mapToLong(WriterStats::pendingRows).sum();
        long stored = writers.stream()
                .mapToLong(writer -> writer.written().received())
                .sum();
        long oldest = writers.stream()
                .mapToLong(WriterStats::oldestPendingUs)
                .filter(us -> us > 0)
                .min()
                .orElse(0);
        return new Backlog(Math.max(pending, journal.appendedRecords() - stored), stored + pending, stored, oldest);
    }
}
