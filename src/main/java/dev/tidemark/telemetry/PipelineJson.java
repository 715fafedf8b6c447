package dev.tidemark.telemetry;

import dev.tidemark.hot.HotReader.TableStats;
import dev.tidemark.hot.WriterStats;
import dev.tidemark.journal.JournalStats;
import dev.tidemark.journal.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Journal, writer and hot store in `/status`.
final class PipelineJson {

    private PipelineJson() {}

    static JsonObject journal(JournalStats stats, Backlog backlog, long nowUs) {
        return new JsonObject()
                .put("depth", backlog.depth())
                .put("age_s", Ages.seconds(nowUs, backlog.oldestPendingUs()))
                .put("accepted", stats.appendedRecords())
                .put("delivered", backlog.delivered())
                .put("acknowledged", backlog.acknowledged())
                .put("bytes", stats.bytes())
                .put("max_bytes", stats.maxBytes())
                .put("full_percent", Math.round(1_000.0 * stats.bytes() / Math.max(1, stats.maxBytes())) / 10.0)
                .put("commits", stats.commits())
                .put("corrupt_frames", stats.corruptFrames())
                .put("fault", stats.fault().isEmpty() ? null : stats.fault());
    }

    static JsonObject writer(List<WriterStats> writers, long nowUs) {
        var datasets = new JsonArray();
        writers.forEach(writer -> datasets.add(dataset(writer, nowUs)));
        Optional<WriterStats> failed = writers.stream()
                .filter(writer -> writer.lastError() != null)
                .max(Comparator.comparingLong(WriterStats::lastErrorUs));
        double rowsPerSecond =
                writers.stream().mapToDouble(WriterStats::rowsPerSecond).sum();
        return new JsonObject()
                .put("rows_per_second", Math.round(rowsPerSecond * 10) / 10.0)
                .put("last_error", failed.map(WriterStats::lastError).orElse(null))
                .put(
                        "last_error_at",
                        failed.map(writer -> Ages.text(writer.lastErrorUs())).orElse(null))
                .put("datasets", datasets);
    }

    private static JsonObject dataset(WriterStats stats, long nowUs) {
        Written written = stats.written();
        return new JsonObject()
                .put("dataset", stats.dataset().label())
                .put("state", stats.state())
                .put("rows_per_second", stats.rowsPerSecond())
                .put("batches", stats.batches())
                .put("received", written.received())
                .put("inserted", written.inserted())
                .put("duplicates", written.duplicates())
                .put("dead_letters", written.deadLetters())
                .put("late", written.late())
                .put("gaps", written.gaps())
                .put("pending", stats.pendingRows())
                .put("oldest_pending_age_s", Ages.seconds(nowUs, stats.oldestPendingUs()))
                .put("last_error", stats.lastError())
                .put("last_error_at", Ages.text(stats.lastErrorUs()));
    }

    static JsonObject hot(StoreFigures store, long nowUs) {
        var tables = new JsonArray();
        store.tables().forEach(table -> tables.add(table(table)));
        return new JsonObject()
                .put("bytes", bytes(store))
                .put(
                        "refreshed_age_s",
                        store.refreshed() == null ? null : Ages.seconds(nowUs, Ages.us(store.refreshed())))
                .put("tables", tables);
    }

    static long bytes(StoreFigures store) {
        return store.tables().stream().mapToLong(TableStats::bytes).sum();
    }

    private static JsonObject table(TableStats stats) {
        return new JsonObject()
                .put("table", stats.table())
                .put("rows", stats.rows())
                .put("bytes", stats.bytes())
                .put("first", stats.first() == null ? null : stats.first().toString())
                .put("last", stats.last() == null ? null : stats.last().toString())
                .put("series", stats.series());
    }

    static JsonObject database(StoreFigures store) {
        return new JsonObject()
                .put("state", store.database().name().toLowerCase(Locale.ROOT))
                .put("since", store.since().toString())
                .put("fault", store.fault());
    }
}
