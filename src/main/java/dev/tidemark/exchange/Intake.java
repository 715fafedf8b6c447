package dev.tidemark.exchange;

import dev.tidemark.market.FeedMark;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.util.ArrayList;
import java.util.List;

/// What a decoder fills: rows, marks, and what else was heard. Reused from read to read; confined to one event loop.
public final class Intake {

    /// The connection sequence of a venue that counts none.
    public static final long NO_SEQUENCE = -1;

    private final TickBatch ticks = new TickBatch(256);
    private final TradeBatch trades = new TradeBatch(256);
    private final List<Heard> heard = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private long connectionSequence = NO_SEQUENCE;

    public TickBatch ticks() {
        return ticks;
    }

    public TradeBatch trades() {
        return trades;
    }

    /// Everything that is not a record, in order; a live view.
    public List<Heard> heard() {
        return heard;
    }

    public void heard(Heard what) {
        heard.add(what);
    }

    /// Counts a record that is not plausible or not complete. The rest of its message stands.
    ///
    /// @param reason a constant text such as `price`, `time`, `trade id`
    public void refuse(String reason) {
        refusals.add(reason);
    }

    public List<String> refusals() {
        return refusals;
    }

    /// States the number that the venue gave this message on its connection.
    public void connectionSequence(long sequence) {
        connectionSequence = sequence;
    }

    public long connectionSequence() {
        return connectionSequence;
    }

    /// States that the venue says this trade was the last of its series.
    public void lastTrade(Series series, long tradeId, long seenUs) {
        trades.mark(new FeedMark.LastTrade(series, tradeId, seenUs));
    }

    /// Forgets notices and the sequence, keeps the rows: between two messages of one read.
    public void clearNotices() {
        heard.clear();
        refusals.clear();
        connectionSequence = NO_SEQUENCE;
    }

    /// Forgets everything.
    public void clear() {
        clearNotices();
        ticks.clear();
        trades.clear();
    }
}
