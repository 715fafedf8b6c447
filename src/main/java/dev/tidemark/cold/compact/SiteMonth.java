package dev.tidemark.cold.compact;

import dev.tidemark.cold.Partition;
import java.time.LocalDate;
import java.time.YearMonth;

/// The samples of a site in a UTC month.
public record SiteMonth(Partition site, YearMonth month) {

    public LocalDate fromDay() {
        return month.atDay(1);
    }

    /// The day behind the last one.
    public LocalDate toDay() {
        return month.plusMonths(1).atDay(1);
    }

    @Override
    public String toString() {
        return site + " in " + month;
    }
}
