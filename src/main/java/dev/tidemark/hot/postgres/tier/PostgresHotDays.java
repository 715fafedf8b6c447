package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Days of the hot tables on their way out.
public final class PostgresHotDays implements HotDays {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresHotDays.class);
    private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED";
    private static final String SEAL = "select tidemark_seal($1, $2, $3)";
    private static final String LOCK = "select pg_advisory_xact_lock(tidemark_day_key($1, $2))";
    private static final String DROP = "select tidemark_drop_day($1, $2) as how";
    private static final String TABLES = "select d as day from unnest(tidemark_hot_days($1)) d where d < $2 order by d";
    /// The partition of a day whose rows an index alone cannot answer for yet: nobody has noted that everybody may
    /// see them. Then each row costs a look into the table, in an order in which it does not lie there.
    private static final String UNSEEN = """
        select c.relname as name from pg_class c
         where c.oid = to_regclass($1) and c.relkind = 'r'
           and c.relallvisible < 0.9 * (pg_relation_size(c.oid) / current_setting('block_size')::int)\
        """;
    private static final int DROP_TRIES = 5;
    private static final long DROP_PAUSE_MS = 200;

    private final Vertx vertx;
    private final Connections connections;

    public PostgresHotDays(Vertx vertx, Connections connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    @Override
    public Future<List<Closed>> closed(Dataset dataset, LocalDate before) {
        return connections.query(closedSql(dataset), before).map(rows -> list(rows, row -> closed(dataset, row)));
    }

    @Override
    public Future<Void> seal(PartitionDay day) {
        return connections
                .query(SEAL, day.dataset().label(), day.partition().name(), day.day())
                .mapEmpty();
    }

    /// A vacuum, of samples alone: ticks and trades are not in their indexes as a whole. One that takes too long is
    /// cut off like any statement, and what it has done stays done.
    @Override
    public Future<Void> prepare(PartitionDay day) {
        if (day.dataset() != Dataset.SAMPLES) {
            return Future.succeededFuture();
        }
        return connections
                .query(UNSEEN, "samples_" + DateTimeFormatter.BASIC_ISO_DATE.format(day.day()))
                .compose(found -> found.size() == 0
                        ? Future.<Void>succeededFuture()
                        : vacuum(found.iterator().next().getString("name")))
                .recover(failure -> {
                    LOG.debug("{} is read as it is: {}", day, failure.getMessage());
                    return Future.succeededFuture();
                });
    }

    /// No rows were deleted that the indexes would have to hear of, and the table goes soon.
    private Future<Void> vacuum(String table) {
        return connections.use(connection ->
                Connections.execute(connection, "vacuum (index_cleanup off, truncate off) \"" + table + "\""));
    }

    @Override
    public Future<RecordCursor> rows(PartitionDay day) {
        return open(day, series -> new DayCursor.Query(rowsSql(day.dataset()), Tuple.of(series.ids(), day.day())));
    }

    @Override
    public Future<List<Late>> late() {
        Future<List<Late>> all = Future.succeededFuture(new ArrayList<>());
        for (Dataset dataset : List.of(Dataset.SAMPLES, Dataset.TICKS, Dataset.TRADES)) {
            all = all.compose(found -> connections.query(LateRows.days(dataset)).map(rows -> {
                rows.forEach(row -> found.add(late(dataset, row)));
                return found;
            }));
        }
        return all;
    }

    @Override
    public Future<Long> lateThrough(PartitionDay day) {
        return connections
                .inTransaction(
                        BEGIN,
                        connection -> connection
                                .preparedQuery(LOCK)
                                .execute(Tuple.of(day.dataset().label(), day.day()))
                                // Another statement than the lock: it sees what was committed while it was waited for.
                                .compose(locked -> connection
                                        .preparedQuery(LateRows.last(day.dataset()))
                                        .execute(Tuple.of(day.partition().name(), day.day())))
                                .map(rows -> rows.iterator().next().getLong("last")))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    @Override
    public Future<RecordCursor> lateRows(PartitionDay day, long through) {
        return open(
                day,
                series -> new DayCursor.Query(
                        LateRows.rows(day.dataset()), Tuple.of(day.partition().name(), day.day(), through)));
    }

    @Override
    public Future<List<LocalDate>> tables(Dataset dataset, LocalDate before) {
        return connections
                .query(TABLES, dataset.label(), before)
                .map(rows -> list(rows, row -> row.getLocalDate("day")));
    }

    @Override
    public Future<Drop> drop(Dataset dataset, LocalDate day) {
        return drop(dataset, day, 1);
    }

    private Future<Drop> drop(Dataset dataset, LocalDate day, int tries) {
        return dropOnce(dataset, day)
                .compose(how -> how == Drop.BUSY && tries < DROP_TRIES
                        ? vertx.timer(DROP_PAUSE_MS, TimeUnit.MILLISECONDS)
                                .compose(waited -> drop(dataset, day, tries + 1))
                        : Future.succeededFuture(how));
    }

    private Future<Drop> dropOnce(Dataset dataset, LocalDate day) {
        return connections
                .inTransaction(
                        BEGIN,
                        connection -> connection
                                .preparedQuery(DROP)
                                .execute(Tuple.of(dataset.label(), day))
                                .map(rows -> drop(rows.iterator().next().getString("how"))))
                .recover(failure -> isInTheWay(failure)
                        ? Future.succeededFuture(Drop.BUSY)
                        : Future.failedFuture(Verdict.fault(failure)));
    }

    private static Drop drop(String how) {
        return switch (how) {
            case "dropped" -> Drop.DROPPED;
            case "absent" -> Drop.ABSENT;
            case "owner" -> Drop.STILL_OWNER;
            case "busy" -> Drop.BUSY;
            default -> throw new IllegalStateException("Expected how a drop ended, was " + how);
        };
    }

    /// A lock was not to be had in time, or whoever had it waited for us.
    private static boolean isInTheWay(Throwable failure) {
        return failure instanceof PgException answer
                && ("55P03".equals(answer.getSqlState()) || "40P01".equals(answer.getSqlState()));
    }

    private Future<RecordCursor> open(PartitionDay day, Function<PartitionSeries, DayCursor.Query> query) {
        return connections
                .keep(connection -> open(connection, day, query))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    private static Future<RecordCursor> open(
            SqlConnection connection, PartitionDay day, Function<PartitionSeries, DayCursor.Query> query) {
        return PartitionSeries.load(connection, day.partition())
                .compose(series -> DayCursor.open(connection, day.dataset(), series, query.apply(series)));
    }

    /// One walk through the index for each series. A subquery with an order of its own is never joined in another
    /// way than row by row, so that rows come in the order of the numbers given.
    private static String rowsSql(Dataset dataset) {
        return "select t.* from unnest($1::int[]) u (id) cross join lateral (select " + DayColumns.of(dataset, "l")
                + " from " + dataset.label() + " l where l.series_id = u.id and " + LateRows.isOn(dataset, "l", "$2")
                + " order by l.time" + (dataset == Dataset.SAMPLES ? "" : ", l.ingest_id") + ") t";
    }

    /// Probes by index, since LIMIT keeps the planner from joining whole tables.
    private static String closedSql(Dataset dataset) {
        String partition = PartitionSeries.partition(dataset);
        return """
            select p.partition, d.day, e.touched, t.sealed is not null as is_sealed
              from (select distinct %2$s as partition from series s where s.dataset = '%1$s') p
             cross join unnest(tidemark_hot_days('%1$s')) d (day)
              left join tier_days t on t.dataset = '%1$s' and t.partition = p.partition and t.day = d.day
              left join day_epochs e on e.dataset = '%1$s' and e.day = d.day
             cross join lateral (select from series s
                                  cross join lateral (select from %1$s r
                                                       where r.series_id = s.series_id and %3$s limit 1) one
                                  where s.dataset = '%1$s' and %2$s = p.partition limit 1) any_row
             where d.day < $1 and t.file_id is null
             order by d.day, p.partition\
            """.formatted(dataset.label(), partition, LateRows.isOn(dataset, "r", "d.day"));
    }

    private static Closed closed(Dataset dataset, Row row) {
        return new Closed(
                day(dataset, row), Micros.toInstant(row.getOffsetDateTime("touched")), row.getBoolean("is_sealed"));
    }

    private static Late late(Dataset dataset, Row row) {
        return new Late(
                day(dataset, row),
                row.getLong("rows"),
                row.getOffsetDateTime("oldest").toInstant());
    }

    private static PartitionDay day(Dataset dataset, Row row) {
        return new PartitionDay(new Partition(dataset, row.getString("partition")), row.getLocalDate("day"));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> one) {
        return StreamSupport.stream(rows.spliterator(), false).map(one).toList();
    }
}
