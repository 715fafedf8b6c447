package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.Partition;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The series of a partition in the order of a cold file: by name, as UTF-8.
///
/// @param idToSeries in that order
public record PartitionSeries(Map<Integer, Series> idToSeries) {

    public static Future<PartitionSeries> load(SqlConnection connection, Partition partition) {
        return load(connection, partition, "", Tuple.of(partition.dataset().label(), partition.name()));
    }

    /// Those of the series that have one of these names.
    public static Future<PartitionSeries> load(
            SqlConnection connection, Partition partition, Collection<String> names) {
        return load(
                connection,
                partition,
                " and " + name(partition.dataset()) + " = any ($3)",
                Tuple.of(partition.dataset().label(), partition.name(), names.toArray(String[]::new)));
    }

    private static Future<PartitionSeries> load(
            SqlConnection connection, Partition partition, String condition, Tuple parameters) {
        String sql = "select s.series_id, s.source, s.symbol from series s where s.dataset = $1 and "
                + partition(partition.dataset()) + " = $2" + condition + " order by "
                + name(partition.dataset()) + " collate \"C\"";
        return connection.preparedQuery(sql).execute(parameters).map(rows -> {
            Map<Integer, Series> idToSeries = new LinkedHashMap<>();
            for (Row row : rows) {
                idToSeries.put(
                        row.getInteger("series_id"),
                        new Series(partition.dataset(), row.getString("source"), row.getString("symbol")));
            }
            return new PartitionSeries(idToSeries);
        });
    }

    public Integer[] ids() {
        return idToSeries.keySet().toArray(Integer[]::new);
    }

    /// What a partition is called, in a row of `series` with the alias `s`.
    public static String partition(Dataset dataset) {
        return dataset == Dataset.SAMPLES ? "s.source" : "s.symbol";
    }

    /// What rows of a partition are sorted by.
    public static String name(Dataset dataset) {
        return dataset == Dataset.SAMPLES ? "s.symbol" : "s.source";
    }
}
