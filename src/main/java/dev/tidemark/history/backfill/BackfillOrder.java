package dev.tidemark.history.backfill;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/// What is to be fetched.
///
/// @param end the last day, included
/// @param sites in ascending order, none twice
/// @param isAnew cancels a backfill that runs, begins a new one, and passes over days that cold owns already
public record BackfillOrder(LocalDate start, LocalDate end, List<String> sites, boolean isAnew) {

    /// The most days of one order.
    public static final int MAX_DAYS = 366;

    public BackfillOrder {
        sites = sites.stream().distinct().sorted().toList();
        if (end.isBefore(start) || start.plusDays(MAX_DAYS).isBefore(end.plusDays(1)) || sites.isEmpty()) {
            throw new IllegalArgumentException("Expected 1 to " + MAX_DAYS + " days of at least one site, was " + start
                    + " to " + end + " of " + sites);
        }
    }

    /// The same for these sites.
    public BackfillOrder of(Collection<String> others) {
        return new BackfillOrder(start, end, List.copyOf(others), isAnew);
    }
}
