package dev.tidemark.cold;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.TimeRange;
import java.time.LocalDate;

/// The unit that has one owner: a UTC day of a [Partition].
public record PartitionDay(Partition partition, LocalDate day) {

    public Dataset dataset() {
        return partition.dataset();
    }

    public TimeRange range() {
        return TimeRange.ofDays(day, day.plusDays(1));
    }

    /// What [Manifest#lease] is asked for by everybody who makes files of the day.
    public String leaseName() {
        return "day of " + this;
    }

    @Override
    public String toString() {
        return partition + " on " + day;
    }
}
