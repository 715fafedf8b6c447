package dev.tidemark.hot;

import dev.tidemark.market.FeedMark;
import dev.tidemark.market.Series;
import dev.tidemark.market.TradeBatch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// The numbered trades and the marks of one batch, by series: what the gap ledgers are told.
///
/// A series' trades come in ascending order of their ids, and its marks after them, so that what merely changed places
/// within a batch is no gap.
public final class CountedTrades {

    /// More digits than this need not fit a long.
    private static final int MAX_DIGITS = 18;

    private final Map<Series, Ids> bySeries = new HashMap<>();
    private final List<FeedMark.LostFrames> lostFrames;

    private CountedTrades(List<FeedMark.LostFrames> lostFrames) {
        this.lostFrames = lostFrames;
    }

    /// Collects the rows for which the predicate holds.
    public static CountedTrades of(TradeBatch trades, IntPredicate hasLanded) {
        var counted = new CountedTrades(trades.marks().stream()
                .filter(FeedMark.LostFrames.class::isInstance)
                .map(FeedMark.LostFrames.class::cast)
                .toList());
        for (int row = 0; row < trades.size(); row++) {
            if (trades.isCounted(row) && isNumber(trades.tradeId(row)) && hasLanded.test(row)) {
                counted.ids(trades.series(row)).add(Long.parseLong(trades.tradeId(row)), trades.receivedUs(row));
            }
        }
        for (FeedMark mark : trades.marks()) {
            if (mark instanceof FeedMark.LastTrade told && told.tradeId() >= 0) {
                counted.ids(told.series()).tell(told);
            }
        }
        return counted;
    }

    /// The series that are counted in this batch.
    public List<Series> series() {
        return List.copyOf(bySeries.keySet());
    }

    public List<FeedMark.LostFrames> lostFrames() {
        return lostFrames;
    }

    /// Tells each series' ledger what came.
    public void tell(Function<Series, IdLedger> ledgers) {
        bySeries.forEach((series, ids) -> ids.tell(ledgers.apply(series)));
    }

    private Ids ids(Series series) {
        return bySeries.computeIfAbsent(series, _ -> new Ids());
    }

    private static boolean isNumber(String id) {
        if (id.isEmpty() || id.length() > MAX_DIGITS) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /// One series' ids, each with when it was received.
    private static final class Ids {

        private long[][] idAndSeenUs = new long[16][];
        private int size;
        private boolean isSorted = true;
        private long toldId = IdLedger.NONE;
        private long toldUs;

        void add(long id, long seenUs) {
            if (size == idAndSeenUs.length) {
                idAndSeenUs = Arrays.copyOf(idAndSeenUs, size * 2);
            }
            isSorted &= size == 0 || idAndSeenUs[size - 1][0] <= id;
            idAndSeenUs[size++] = new long[] {id, seenUs};
        }

        void tell(FeedMark.LastTrade told) {
            if (told.tradeId() > toldId) {
                toldId = told.tradeId();
                toldUs = told.seenUs();
            }
        }

        void tell(IdLedger ledger) {
            if (!isSorted) {
                Arrays.sort(idAndSeenUs, 0, size, Comparator.comparingLong(one -> one[0]));
                isSorted = true;
            }
            for (int i = 0; i < size; i++) {
                ledger.came(idAndSeenUs[i][0], idAndSeenUs[i][1]);
            }
            if (toldId != IdLedger.NONE) {
                ledger.told(toldId, toldUs);
            }
        }
    }
}
