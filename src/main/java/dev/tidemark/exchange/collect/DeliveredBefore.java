package dev.tidemark.exchange.collect;

import dev.tidemark.market.Series;
import java.util.HashMap;
import java.util.Map;

/// How far the ticks of each series had come when the process ended, so that a recording that is replayed again from
/// its first frame lands once.
///
/// With a recorded receive clock a tick delivered again has the receive time that it had before. So of each series
/// everything before the last receive time is the same delivery, and of those at the last receive time as many as
/// are stored. Immutable.
///
/// @param marks by series of ticks
public record DeliveredBefore(Map<Series, Mark> marks) {

    /// Nothing was delivered before.
    public static final DeliveredBefore NOTHING = new DeliveredBefore(Map.of());

    public DeliveredBefore {
        marks = Map.copyOf(marks);
    }

    /// @param receivedUs the latest receive time stored, in microseconds since the epoch
    /// @param count ticks stored with it
    public record Mark(long receivedUs, int count) {}

    /// The part that concerns one venue, moving on as its ticks come in.
    Filter filter(String source) {
        var filter = new Filter();
        marks.forEach((series, mark) -> {
            if (series.source().equals(source)) {
                filter.last.put(series, new Cursor(mark.receivedUs(), mark.count()));
            }
        });
        return filter;
    }

    private static final class Cursor {
        private long receivedUs;
        private int count;

        private Cursor(long receivedUs, int count) {
            this.receivedUs = receivedUs;
            this.count = count;
        }

        private void step(long atUs) {
            count = atUs == receivedUs ? count + 1 : 1;
            receivedUs = atUs;
        }

        private boolean isBeyond(Cursor that) {
            return receivedUs != that.receivedUs ? receivedUs > that.receivedUs : count > that.count;
        }
    }

    /// What has been delivered of one venue, over all its connections. Confined to one event loop.
    static final class Filter {
        private final Map<Series, Cursor> last = new HashMap<>();

        /// A new connection's view: it begins at the first frame again.
        View view() {
            return new View(this);
        }
    }

    /// One connection's place in what is delivered again.
    static final class View {
        private final Filter filter;
        private final Map<Series, Cursor> here = new HashMap<>();

        private View(Filter filter) {
            this.filter = filter;
        }

        /// Whether the next tick of this connection is a new one; it then counts as delivered.
        boolean admits(Series series, long receivedUs) {
            Cursor mine = here.computeIfAbsent(series, s -> new Cursor(Long.MIN_VALUE, 0));
            mine.step(receivedUs);
            Cursor last = filter.last.computeIfAbsent(series, s -> new Cursor(Long.MIN_VALUE, 0));
            if (!mine.isBeyond(last)) {
                return false;
            }
            last.receivedUs = mine.receivedUs;
            last.count = mine.count;
            return true;
        }
    }
}
