package dev.tidemark.hot.postgres.tier;

import dev.tidemark.market.Dataset;

/// Statements about the late rows of a day of a partition, whose first two parameters are its name and the day.
final class LateRows {

    private LateRows() {}

    /// The third parameter is the number up to which they go.
    static String delete(Dataset dataset) {
        return "delete from late_" + dataset.label() + " l using series s where " + ofDay(dataset)
                + " and l.late_id <= $3";
    }

    static String last(Dataset dataset) {
        return "select coalesce(max(l.late_id), 0) as last from late_" + dataset.label() + " l, series s where "
                + ofDay(dataset);
    }

    /// Late rows of all owned days.
    static String days(Dataset dataset) {
        return """
            select l.partition, l.day, l.rows, l.oldest
              from (select %s as partition, %s as day, count(*) as rows, min(l.arrived) as oldest
                      from late_%s l join series s using (series_id) group by 1, 2) l
              join tier_days d on d.dataset = '%s' and d.partition = l.partition and d.day = l.day
             where d.file_id is not null order by l.day, l.partition\
            """.formatted(PartitionSeries.partition(dataset), day(dataset, "l"), dataset.label(), dataset.label());
    }

    /// In the order of a cold file; the third parameter is the number up to which they go.
    static String rows(Dataset dataset) {
        return "select " + DayColumns.of(dataset, "l") + " from late_" + dataset.label() + " l, series s where "
                + ofDay(dataset) + " and l.late_id <= $3 order by " + PartitionSeries.name(dataset)
                + " collate \"C\", l.time"
                + (dataset == Dataset.SAMPLES ? "" : ", l.ingest_id");
    }

    private static String day(Dataset dataset, String alias) {
        return dataset == Dataset.TRADES ? alias + ".day" : "(" + alias + ".time at time zone 'utc')::date";
    }

    private static String ofDay(Dataset dataset) {
        return "s.series_id = l.series_id and s.dataset = '" + dataset.label() + "' and "
                + PartitionSeries.partition(dataset) + " = $1 and " + isOn(dataset, "l", "$2");
    }

    /// Whether a row is of a day, so that an index on its time and the pruning of partitions serve.
    static String isOn(Dataset dataset, String alias, String day) {
        return dataset == Dataset.TRADES
                ? alias + ".day = " + day + "::date"
                : "%s.time >= %s::date::timestamp at time zone 'utc' and %s.time < (%s::date + 1)::timestamp at time zone 'utc'"
                        .formatted(alias, day, alias, day);
    }
}
