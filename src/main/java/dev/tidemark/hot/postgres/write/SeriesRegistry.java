package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.market.FeedMark;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;

/// The small numbers that stand for series in the hot tables. Names are looked up once and kept.
final class SeriesRegistry {

    /// The number of a series that cannot have one: there are too many, or its name cannot be stored.
    static final int NONE = -1;

    private static final String FIND = """
        select n.i, s.series_id from unnest($1::text[], $2::text[], $3::text[])
               with ordinality as n (dataset, source, symbol, i)
          join series s using (dataset, source, symbol)\
        """;
    private static final String COUNT = "select count(*) as n from series";
    private static final String CREATE = """
        insert into series (dataset, source, symbol)
        select unnest($1::text[]), unnest($2::text[]), unnest($3::text[])
        on conflict do nothing\
        """;

    private final Connections connections;
    private final int maxSeries;
    private final Map<Series, Integer> idBySeries = new ConcurrentHashMap<>();

    SeriesRegistry(Connections connections, int maxSeries) {
        this.connections = connections;
        this.maxSeries = maxSeries;
    }

    /// The number of each row's series, [#NONE] where it cannot have one. Those of marks are looked up as well.
    Future<int[]> ids(RecordBatch rows) {
        SequencedSet<Series> unknown = new LinkedHashSet<>();
        int[] ids = lookUp(rows, unknown);
        if (rows instanceof TradeBatch trades) {
            trades.marks().forEach(mark -> noteMark(mark, unknown));
        }
        if (unknown.isEmpty()) {
            return Future.succeededFuture(ids);
        }
        return learn(new ArrayList<>(unknown)).map(_ -> lookUp(rows, new LinkedHashSet<>()));
    }

    /// The number of a series that [#ids] has looked up, [#NONE] where it cannot have one.
    int id(Series series) {
        return idBySeries.getOrDefault(series, NONE);
    }

    @SuppressWarnings("ReferenceEquality") // Equal series are usually the same object, and neighbours in a batch.
    private int[] lookUp(RecordBatch rows, SequencedSet<Series> unknown) {
        int[] ids = new int[rows.size()];
        Series last = null;
        int lastId = NONE;
        for (int row = 0; row < ids.length; row++) {
            Series series = rows.series(row);
            if (series != last) {
                last = series;
                lastId = lookUp(series, unknown);
            }
            ids[row] = lastId;
        }
        return ids;
    }

    private void noteMark(FeedMark mark, SequencedSet<Series> unknown) {
        if (mark instanceof FeedMark.LastTrade && !idBySeries.containsKey(mark.series()) && isStorable(mark.series())) {
            unknown.add(mark.series());
        }
    }

    private int lookUp(Series series, SequencedSet<Series> unknown) {
        Integer known = idBySeries.get(series);
        if (known == null && isStorable(series)) {
            unknown.add(series);
        }
        return known == null ? NONE : known;
    }

    /// Whether PostgreSQL can hold the names: its texts have no zero character.
    static boolean isStorable(Series series) {
        return series.source().indexOf(0) < 0 && series.symbol().indexOf(0) < 0;
    }

    private Future<Void> learn(List<Series> names) {
        return connections.use(connection -> find(connection, names)
                .compose(_ -> create(connection, missing(names)))
                .compose(_ -> find(connection, missing(names))));
    }

    private List<Series> missing(List<Series> names) {
        return names.stream().filter(name -> !idBySeries.containsKey(name)).toList();
    }

    private Future<Void> find(SqlConnection connection, List<Series> names) {
        if (names.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection.preparedQuery(FIND).execute(columns(names)).map(found -> {
            for (Row row : found) {
                idBySeries.put(names.get(row.getLong("i").intValue() - 1), row.getInteger("series_id"));
            }
            return null;
        });
    }

    private Future<Void> create(SqlConnection connection, List<Series> names) {
        if (names.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection.query(COUNT).execute().compose(counted -> {
            long room = maxSeries - counted.iterator().next().getLong("n");
            List<Series> admitted = names.subList(0, Math.clamp(room, 0, names.size()));
            return admitted.isEmpty()
                    ? Future.succeededFuture()
                    : connection
                            .preparedQuery(CREATE)
                            .execute(columns(admitted))
                            .mapEmpty();
        });
    }

    private static Tuple columns(List<Series> names) {
        return Tuple.of(
                names.stream().map(name -> name.dataset().label()).toArray(String[]::new),
                names.stream().map(Series::source).toArray(String[]::new),
                names.stream().map(Series::symbol).toArray(String[]::new));
    }
}
