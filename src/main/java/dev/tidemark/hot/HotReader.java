package dev.tidemark.hot;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the hot store. Thread-safe, never blocks. Fails with [HotFault.Unavailable].
public interface HotReader {

    /// Which symbols there are, from which sources, in which datasets.
    Future<List<SymbolListing>> symbols();

    /// Opens a cursor over ticks or trades by time, then arrival (origin). Rows' [RecordBatch#origin] holds the
    /// `ingest_id`.
    Future<Cursor> open(FeedQuery query);

    /// The newest gaps first.
    Future<List<Gap>> gaps(int limit);

    /// Size and range of each hot table.
    Future<List<TableStats>> tables();

    /// How far the ticks of each series have come by their receive time. Reads all ticks: for replays, not for a clock.
    Future<Map<Series, LastReceived>> lastReceived();

    /// @param receivedUs the latest receive time stored, in microseconds since the epoch
    /// @param count ticks stored with it
    record LastReceived(long receivedUs, int count) {}

    /// @param sources that have it, sorted
    /// @param datasets labels, sorted
    record SymbolListing(String symbol, List<String> sources, List<String> datasets) {}

    /// @param rows an estimate
    record TableStats(
            String table,
            long rows,
            long bytes,
            @Nullable Instant first,
            @Nullable Instant last,
            int series) {}

    /// @param source null for all
    /// @param fromUs included
    /// @param toUs excluded
    /// @param after the last row of the page before; null for the first page
    record FeedQuery(
            Dataset dataset,
            String symbol,
            @Nullable String source,
            long fromUs,
            long toUs,
            int limit,
            @Nullable Keyset after) {}

    /// The place in the order of an answer: behind this row.
    record Keyset(long timeUs, long ingestId) {}

    /// Rows handed over on demand, so that an answer needs no memory. One call at a time.
    interface Cursor {

        /// The next rows; empty at the end.
        Future<Optional<RecordBatch>> next();

        /// Frees the connection. Idempotent.
        Future<Void> close();
    }
}
