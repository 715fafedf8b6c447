package dev.tidemark.query;

import dev.tidemark.cold.Partition;
import dev.tidemark.market.Dataset;
import java.time.Duration;

/// Why a query has no answer, where neither the hot nor the cold store is at fault.
public sealed class QueryFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private QueryFault(String message) {
        super(message, null, false, false);
    }

    /// There never was such a site or symbol, or such a point or source of it.
    public static final class Unknown extends QueryFault {

        private static final long serialVersionUID = 1L;

        Unknown(Partition partition) {
            super("Expected a known " + (isSite(partition) ? "site" : "symbol") + ", was '" + partition.name() + "'");
        }

        Unknown(Partition partition, String name) {
            super("Expected a " + (isSite(partition) ? "point" : "source") + " of " + partition.name() + ", was '"
                    + name + "'");
        }

        private static boolean isSite(Partition partition) {
            return partition.dataset() == Dataset.SAMPLES;
        }
    }

    /// It took longer than it may.
    public static final class TimedOut extends QueryFault {

        private static final long serialVersionUID = 1L;

        public TimedOut(Duration limit) {
            super("The query took longer than " + limit.toMillis() / 1_000.0 + " s. Ask for a shorter range or less");
        }
    }
}
