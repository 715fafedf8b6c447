package dev.tidemark.hot.postgres.lake;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The numbers of all series of a dataset by the lane that they travel in. Lanes are computed, so they are not stored.
final class SeriesByLane {

    private static final String COUNT = "select count(*) as n from series where dataset = $1";
    private static final String ALL = "select series_id, source, symbol from series where dataset = $1";

    private final Dataset dataset;
    private volatile Lanes known = new Lanes(List.of(), 0);

    /// @param ids by lane
    record Lanes(List<List<Integer>> ids, long count) {

        List<Integer> of(int lane) {
            return ids.isEmpty() ? List.of() : ids.get(lane);
        }
    }

    SeriesByLane(Dataset dataset) {
        this.dataset = dataset;
    }

    /// Asks again whenever their number has changed: series come in no particular order of their numbers, and
    /// none goes.
    Future<Lanes> read(SqlConnection connection) {
        Tuple label = Tuple.of(dataset.label());
        return connection.preparedQuery(COUNT).execute(label).compose(counted -> {
            long count = counted.iterator().next().getLong("n");
            return count == known.count()
                    ? Future.succeededFuture(known)
                    : connection.preparedQuery(ALL).execute(label).map(this::learn);
        });
    }

    private Lanes learn(Iterable<Row> rows) {
        List<List<Integer>> ids = new ArrayList<>();
        IntStream.range(0, Series.LANES).forEach(_ -> ids.add(new ArrayList<>()));
        long count = 0;
        for (Row row : rows) {
            var series = new Series(dataset, row.getString("source"), row.getString("symbol"));
            ids.get(series.lane()).add(row.getInteger("series_id"));
            count++;
        }
        known = new Lanes(List.copyOf(ids), count);
        return known;
    }
}
