package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.Partition;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;

/// The series of a partition in the order of a cold file: by name, as UTF-8.
///
/// @param idToSeries in that order
public record PartitionSeries(Map<Integer, Series> idToSeries) {

    public static Future<PartitionSeries> load(SqlConnection connection, Partition partition) {
        String sql = "select s.series_id, s.source, s.symbol from series s where s.dataset = $1 and "
                + LateRows.partition(partition.dataset()) + " = $2 order by " + LateRows.name(partition.dataset())
                + " collate \"C\"";
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(partition.dataset().label(), partition.name()))
                .map(rows -> {
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
}
