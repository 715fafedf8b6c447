package dev.tidemark.journal;

import dev.tidemark.market.Series;
import java.util.Arrays;

/// A position for each of the 64 lanes of one dataset. Mutable; not thread-safe; confined to its owner.
public final class Positions {

    private final Position[] byLane = new Position[Series.LANES];

    public Positions() {
        Arrays.fill(byLane, Position.START);
    }

    public Position get(int lane) {
        return byLane[lane];
    }

    public void set(int lane, Position position) {
        byLane[lane] = position;
    }

    /// For each lane the earlier one of both.
    public Positions earlier(Positions that) {
        var earlier = copy();
        for (int lane = 0; lane < byLane.length; lane++) {
            if (that.byLane[lane].compareTo(byLane[lane]) < 0) {
                earlier.byLane[lane] = that.byLane[lane];
            }
        }
        return earlier;
    }

    public Positions copy() {
        var copy = new Positions();
        System.arraycopy(byLane, 0, copy.byLane, 0, byLane.length);
        return copy;
    }
}
