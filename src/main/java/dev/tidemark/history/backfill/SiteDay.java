package dev.tidemark.history.backfill;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.market.Dataset;
import java.time.LocalDate;

/// The unit of a backfill: a UTC day of a site.
public record SiteDay(String site, LocalDate day) {

    PartitionDay partitionDay() {
        return new PartitionDay(new Partition(Dataset.SAMPLES, site), day);
    }

    @Override
    public String toString() {
        return site + " on " + day;
    }
}
