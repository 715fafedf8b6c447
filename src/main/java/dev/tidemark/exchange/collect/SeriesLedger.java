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

    /// The venue sequences of one series that one connection has brought, without a hole of our making.
    private static final class Span {
        private final int connection;
        private long first;
        private long last;

        private Span(int connection, long sequence) {
            this.connection = connection;
            this.first = sequence;
            this.last = sequence;
        }

        private void extend(long sequence) {
            if (sequence < first) {
                // The venue counts anew.
                first = sequence;
                last = sequence;
            } else {
                last = Math.max(last, sequence);
            }
        }

        private boolean holds(long sequence) {
            return first <= sequence && sequence <= last;
        }
    }

    /// One series.
    static final class Entry {
        private int owner;
        private @Nullable Span newer;
        private @Nullable Span older;
        private @Nullable String lastTradeId;
        private long markedTradeId = Intake.NO_SEQUENCE;

        /// Notes a tick, and tells whether it is the first to bring it while two connections have the same
        /// subscriptions.
        ///
        /// With a venue sequence it is, unless the other connection has brought that number. A higher number is
        /// no proof: what the older socket still holds from before the newer one began is nowhere else. Without
        /// a sequence the older connection counts until the newer one has delivered.
        boolean deliver(int connection, long sequence) {
            if (sequence == TickBatch.NO_SEQUENCE) {
                boolean isOwner = connection >= owner;
                owner = Math.max(owner, connection);
                return isOwner;
            }
            Span mine = span(connection, sequence);
            mine.extend(sequence);
            Span other = mine == newer ? older : newer;
            return other == null || !other.holds(sequence);
        }

        private Span span(int connection, long sequence) {
            if (newer != null && newer.connection == connection) {
                return newer;
            }
            if (older != null && older.connection == connection) {
                return older;
            }
            Span begun = new Span(connection, sequence);
            older = newer;
            newer = begun;
            return begun;
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

        /// Compares decimal numbers as text: most trades come without a heartbeat that would need them as
        /// numbers.
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
