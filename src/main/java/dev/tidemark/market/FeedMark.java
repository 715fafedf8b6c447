package dev.tidemark.market;

/// What a feed says about its own completeness, apart from the trades themselves. Travels with the trades of its
/// series, in order, so that the writer can tell a hole from a record that is merely still on its way.
public sealed interface FeedMark {

    /// The series of trades that this is about; for a loss on a whole connection, its source with the symbol `*`.
    Series series();

    /// When it was seen, in microseconds since the epoch.
    long seenUs();

    /// The venue says that the last trade of this series has this id (a heartbeat).
    record LastTrade(Series series, long tradeId, long seenUs) implements FeedMark {}

    /// Frames `from` to `to`, both included, of a connection's own counter never came.
    record LostFrames(Series series, long from, long to, long seenUs) implements FeedMark {}
}
