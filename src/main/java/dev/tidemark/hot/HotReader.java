package dev.tidemark.hot;

import dev.tidemark.market.Series;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads lists and figures of the hot store; rows are read through [Snapshots]. Thread-safe, never blocks. Fails with
/// [HotFault.Unavailable].
public interface HotReader {

    /// Which symbols there are, from which sources, in which datasets.
    Future<List<SymbolListing>> symbols();

    /// The newest gaps first.
    Future<List<Gap>> gaps(int limit);

    /// Size and range of each hot table.
    Future<List<TableStats>> tables();

    /// How many rows there are, and how many of a time from a given one on. Reads whole indexes: for a person, not
    /// for a clock.
    Future<RowCounts> counts(Instant since);

    /// How far the ticks of each series have come by their receive time. Reads all ticks: for replays, not for a
    /// clock.
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
}
