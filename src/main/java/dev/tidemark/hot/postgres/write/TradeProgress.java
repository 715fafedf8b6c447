package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.CountedTrades;
import dev.tidemark.hot.IdLedger;
import dev.tidemark.hot.IdLedger.Hole;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the writer believes about the trade ids of each series, so that an undisturbed feed costs one comparison in the
/// database and no read. What it believes is compared there before anything is built on it.
final class TradeProgress {

    private static final String BEGIN = """
        insert into trade_progress (series_id) select unnest($1::int[]) on conflict do nothing\
        """;
    private static final String LOCK = """
        select series_id, last_id from trade_progress where series_id = any($1) order by series_id for update\
        """;
    private static final String HOLES = """
        select s.series_id, g.from_id, g.to_id, g.seen from gaps g join series s using (source, symbol)
         where s.series_id = any($1) and g.kind = 'trade-id' and g.filled is null for update of g\
        """;

    private final SeriesRegistry registry;
    private final Map<Series, Known> seriesToKnown = new ConcurrentHashMap<>();

    private record Known(long last, List<Hole> holes) {}

    TradeProgress(SeriesRegistry registry) {
        this.registry = registry;
    }

    /// The ledgers after a batch, if nothing is missing that was not, nothing has come that was, and every series
    /// is known; empty where the database must be read first.
    Optional<Map<Series, IdLedger>> steady(CountedTrades counted) {
        Map<Series, IdLedger> ledgers = new HashMap<>();
        for (Series series : counted.series()) {
            Known known = seriesToKnown.get(series);
            if (known == null || known.last() == IdLedger.NONE) {
                return Optional.empty();
            }
            ledgers.put(series, new IdLedger(known.last(), known.holes()));
        }
        counted.tell(series -> Objects.requireNonNull(ledgers.get(series)));
        boolean isSteady =
                ledgers.values().stream().allMatch(ledger -> ledger.changes().isEmpty());
        return isSteady ? Optional.of(ledgers) : Optional.empty();
    }

    /// The arguments of `tidemark_progress`.
    Object[] moveArguments(Map<Series, IdLedger> ledgers) {
        List<Map.Entry<Series, IdLedger>> all = List.copyOf(ledgers.entrySet());
        return new Object[] {
            all.stream().map(one -> registry.id(one.getKey())).toArray(Integer[]::new),
            all.stream().map(one -> one.getValue().lastBefore()).toArray(Long[]::new),
            all.stream().map(one -> one.getValue().last()).toArray(Long[]::new)
        };
    }

    /// Reads and locks the stored state of these series until the end of the transaction.
    Future<Map<Series, IdLedger>> lock(SqlConnection connection, List<Series> counted) {
        Map<Integer, Series> idToSeries = new HashMap<>();
        counted.forEach(series -> idToSeries.put(registry.id(series), series));
        idToSeries.remove(SeriesRegistry.NONE);
        if (idToSeries.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Tuple ids = Tuple.of(idToSeries.keySet().stream().sorted().toArray(Integer[]::new));
        return connection
                .preparedQuery(BEGIN)
                .execute(ids)
                .compose(_ -> connection.preparedQuery(LOCK).execute(ids))
                .compose(lasts ->
                        connection.preparedQuery(HOLES).execute(ids).map(holes -> ledgers(idToSeries, lasts, holes)));
    }

    /// Remembers the ledgers of a committed batch.
    void remember(Map<Series, IdLedger> ledgers) {
        ledgers.forEach((series, ledger) -> seriesToKnown.put(series, new Known(ledger.last(), ledger.holes())));
    }

    /// Believes nothing any more about these series, after a failure.
    void forget(List<Series> counted) {
        counted.forEach(seriesToKnown::remove);
    }

    private static Map<Series, IdLedger> ledgers(
            Map<Integer, Series> idToSeries, RowSet<Row> lasts, RowSet<Row> holes) {
        Map<Integer, List<Hole>> idToHoles = new HashMap<>();
        for (Row row : holes) {
            idToHoles
                    .computeIfAbsent(row.getInteger("series_id"), _ -> new ArrayList<>())
                    .add(new Hole(
                            row.getLong("from_id"), row.getLong("to_id"), Micros.of(row.getOffsetDateTime("seen"))));
        }
        Map<Series, IdLedger> ledgers = new HashMap<>();
        for (Row row : lasts) {
            int id = row.getInteger("series_id");
            Long last = row.getLong("last_id");
            ledgers.put(
                    idToSeries.get(id),
                    new IdLedger(last == null ? IdLedger.NONE : last, idToHoles.getOrDefault(id, List.of())));
        }
        return ledgers;
    }
}
