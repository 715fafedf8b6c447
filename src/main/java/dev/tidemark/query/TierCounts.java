package dev.tidemark.query;

import dev.tidemark.cold.ColdReadCounters;
import dev.tidemark.cursor.MergeCursor;

/// Rows of an answer by where they come from. Confined to the answer's context.
public final class TierCounts implements MergeCursor.Tally {

    private final ColdReadCounters reads = new ColdReadCounters();
    private long hot;
    private long cold;
    private Tier last = Tier.HOT;

    @Override
    public void add(Object tag, int rows) {
        last = (Tier) tag;
        if (last == Tier.HOT) {
            hot += rows;
        } else {
            cold += rows;
        }
    }

    /// Takes back the last row, which was only read to see whether there is one.
    public void withoutLast() {
        add(last, -1);
    }

    /// What reading cold files cost.
    public ColdReadCounters reads() {
        return reads;
    }

    public long hot() {
        return hot;
    }

    public long cold() {
        return cold;
    }

    /// `hot`, `cold`, `split`, or `none` where there are no rows.
    public String source() {
        if (hot > 0) {
            return cold > 0 ? "split" : "hot";
        }
        return cold > 0 ? "cold" : "none";
    }
}
