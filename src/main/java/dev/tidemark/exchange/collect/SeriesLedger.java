package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Intake;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has been delivered of each series of one line, over all its connections.
///
/// Bounded by the names that [dev.tidemark.exchange.SeriesNames] knows.
final class SeriesLedger {

    /// One series.
    static final class Entry {
        private int connection;
        private long sequence = TickBatch.NO_SEQUENCE;
        private @Nullable String lastTradeId;
        private long markedTradeId = Intake.NO_SEQUENCE;

        /// Whether a tick of this connection is to be kept while another connection has the same subscriptions.
        ///
        /// With a venue sequence, whoever is first delivers. Without one the older connection counts until the
        /// newer one has delivered.
        boolean admits(int fromConnection, long ofSequence) {
            if (ofSequence == TickBatch.NO_SEQUENCE || sequence == TickBatch.NO_SEQUENCE) {
                return fromConnection >= connection;
            }
            return fromConnection == connection || ofSequence > sequence;
        }

        void tick(int fromConnection, long ofSequence) {
            connection = fromConnection;
            sequence = ofSequence;
        }

        /// Notes a trade that the venue numbers.
        void trade(String id) {
            if (lastTradeId == null || isGreater(id, lastTradeId)) {
                lastTradeId = id;
            }
        }

        /// Whether the venue's word about its last trade says more than the trades and marks before it.
        boolean isNews(FeedMark.LastTrade mark) {
            boolean isNews = mark.tradeId() > markedTradeId
                    && (lastTradeId == null || isGreater(Long.toString(mark.tradeId()), lastTradeId));
            if (isNews) {
                markedTradeId = mark.tradeId();
            }
            return isNews;
        }

        /// Compares decimal numbers as text: most trades come without a heartbeat that would need them as numbers.
        private static boolean isGreater(String a, String b) {
            return a.length() != b.length() ? a.length() > b.length() : a.compareTo(b) > 0;
        }
    }

    private final Map<Series, Entry> entries = new HashMap<>();

    Entry entry(Series series) {
        return entries.computeIfAbsent(series, s -> new Entry());
    }

    /// Whether a mark is worth a place in the journal.
    boolean isNews(FeedMark mark) {
        return switch (mark) {
            case FeedMark.LastTrade last -> entry(last.series()).isNews(last);
            case FeedMark.LostFrames lost -> true;
        };
    }

    /// Notes the counted trades from this row on.
    void trades(TradeBatch trades, int from) {
        for (int row = from; row < trades.size(); row++) {
            if (trades.isCounted(row)) {
                entry(trades.series(row)).trade(trades.tradeId(row));
            }
        }
    }
}
