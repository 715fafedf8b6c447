package dev.tidemark.query.reduce;

import java.util.List;

/// What is to be made of the rows.
public sealed interface Reduction {

    /// Names of the numbers that each row of the result has.
    List<String> labels();

    /// Buckets, aligned to the epoch. An empty bucket gives no row.
    ///
    /// @param intervalUs length of a bucket
    record Buckets(long intervalUs, List<Aggregate> aggregates) implements Reduction {

        public Buckets {
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public List<String> labels() {
            return aggregates.size() == 1
                    ? List.of("value")
                    : aggregates.stream().map(Aggregate::label).toList();
        }
    }

    /// At most so many points of each series, chosen so that a chart looks as with all of them.
    record Chart(int maxPoints, Choice choice) implements Reduction {

        @Override
        public List<String> labels() {
            return List.of("value");
        }
    }

    /// How the points of a chart are chosen.
    enum Choice {
        /// Largest triangle, three buckets (Sveinn Steinarsson, 2013).
        LTTB,
        /// The least and the greatest of each stretch of time.
        MINMAX
    }
}
