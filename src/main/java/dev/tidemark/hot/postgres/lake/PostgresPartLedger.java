package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.IndexCodec;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.part.Cut;
import dev.tidemark.cold.part.Part;
import dev.tidemark.cold.part.PartLedger;
import dev.tidemark.cold.part.Piece;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.tier.DayColumns;
import dev.tidemark.hot.postgres.tier.DayCursor;
import dev.tidemark.hot.postgres.tier.PartitionSeries;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// The ledger of parts, in the database of the rows.
public final class PostgresPartLedger implements PartLedger {

    /// Some 100 symbols' wait for 5 minutes.
    private static final int MAX_PIECES = 20_000;

    private static final String DUE = """
        with waiting as materialized (
            select p.*, s.symbol from part_pieces p join series s using (series_id) where s.dataset = $1)
        select w.* from waiting w
          join (select symbol, day from waiting group by symbol, day having sum(rows) >= $2 or min(since) <= $3) due
               using (symbol, day)
         order by symbol, day, series_id, begins limit %d\
        """.formatted(MAX_PIECES);
    private static final String PLANNED = """
        select f.file_id, f.key, f.partition, f.from_day, f.rows, f.first, f.last,
               not exists (select from tier_days d
                            where d.dataset = f.dataset and d.partition = f.partition and d.day = f.from_day) as wanted
          from lake_files f
         where f.kind = 'part' and f.state = 'planned' and f.dataset = $1 order by f.file_id limit $2\
        """;
    private static final String PUBLISH = """
        update lake_files set state = 'live', bytes = $2, sha256 = $3, rows = $4, first = $5, last = $6, index = $7,
               published = $8, row_digest = $9
         where file_id = $1 and state = 'planned'\
        """;
    private static final String END_CUTS = "delete from part_cuts where file_id = $1";
    private static final String RETIRE_PIECES = """
        delete from part_pieces p using series s, tier_days d
         where s.series_id = p.series_id and d.dataset = s.dataset and d.partition = s.symbol and d.day = p.day
           and s.dataset = $1\
        """;
    private static final String RETIRE_PARTS = """
        update lake_files f set state = 'superseded', superseded = $2
         where f.kind = 'part' and f.state = 'live' and f.dataset = $1
           and exists (select from tier_days d where d.dataset = f.dataset and d.partition = f.partition
                          and d.day = f.from_day and d.file_id is not null)\
        """;

    /// Their ids are never given again, so nothing needs to remember them but a copy that is still to be removed.
    private static final String FORGET_REMOVED = """
        delete from lake_files
         where kind = 'part' and dataset = $1 and state in ('removed', 'abandoned') and copied_to is null\
        """;

    private final Connections connections;
    private final InstantSource clock;
    private final Map<Dataset, PartLook> looks = new EnumMap<>(Dataset.class);

    public PostgresPartLedger(Connections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
        looks.put(Dataset.TICKS, new PartLook(Dataset.TICKS, clock));
        looks.put(Dataset.TRADES, new PartLook(Dataset.TRADES, clock));
    }

    @Override
    public Future<Boolean> look(Dataset dataset, LocalDate from, int maxRows) {
        PartLook look = Objects.requireNonNull(looks.get(dataset), "Expected ticks or trades");
        return inTransaction(connection -> look.run(connection, from, maxRows)).map(found -> found >= 0);
    }

    @Override
    public Future<List<Piece>> due(Dataset dataset, int fullRows, Instant agedBefore) {
        return connections
                .query(DUE, dataset.label(), (long) fullRows, Micros.toOffset(agedBefore))
                .map(rows -> list(rows, row -> piece(dataset, row)));
    }

    @Override
    public Future<Boolean> plan(List<Cut> cuts) {
        int pieces = cuts.stream().mapToInt(cut -> cut.pieces().size()).sum();
        return this.<Void>inTransaction(connection -> new PartPlans(connection, clock.instant())
                        .plan(cuts)
                        .compose(taken -> taken == pieces
                                ? Future.succeededFuture()
                                : Future.failedFuture(new CutByAnother(pieces, taken))))
                .map(true)
                .recover(failure ->
                        failure instanceof CutByAnother ? Future.succeededFuture(false) : Future.failedFuture(failure));
    }

    @Override
    public Future<List<Part>> planned(Dataset dataset, int limit) {
        return connections
                .query(PLANNED, dataset.label(), (long) limit)
                .map(rows -> list(rows, row -> part(dataset, row)));
    }

    @Override
    public Future<RecordCursor> rows(Part part) {
        var query = new DayCursor.Query(
                rowsSql(part.day().dataset()),
                Tuple.of(part.fileId(), Micros.toOffset(part.firstUs()), Micros.toOffset(part.lastUs())));
        return connections
                .keep(connection -> PartitionSeries.load(connection, part.day().partition())
                        .compose(series -> DayCursor.open(connection, part.day().dataset(), series, query)))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    @Override
    public Future<Boolean> publish(Part part, FileFacts facts) {
        return inTransaction(connection -> connection
                .preparedQuery(PUBLISH)
                .execute(Tuple.tuple()
                        .addValue(part.fileId())
                        .addValue(facts.bytes())
                        .addValue(facts.sha256())
                        .addValue(facts.rows())
                        .addValue(Micros.toOffset(facts.minTimeUs()))
                        .addValue(Micros.toOffset(facts.maxTimeUs()))
                        .addValue(Buffer.buffer(IndexCodec.encode(facts.index())))
                        .addValue(Micros.toOffset(clock.instant()))
                        .addValue(facts.rowDigest()))
                .compose(done -> connection
                        .preparedQuery(END_CUTS)
                        .execute(Tuple.of(part.fileId()))
                        .map(done.rowCount() > 0)));
    }

    @Override
    public Future<Void> rename(Part part) {
        return inTransaction(connection ->
                new PartPlans(connection, clock.instant()).rename(part.fileId(), part.day(), part.firstUs()));
    }

    @Override
    public Future<Void> forget(Part part) {
        return inTransaction(connection -> new PartPlans(connection, clock.instant()).forget(part.fileId()));
    }

    @Override
    public Future<Integer> retire(Dataset dataset) {
        return connections
                .query(RETIRE_PIECES, dataset.label())
                .compose(_ -> connections.query(FORGET_REMOVED, dataset.label()))
                .compose(_ -> connections.query(RETIRE_PARTS, dataset.label(), Micros.toOffset(clock.instant())))
                .map(RowSet::rowCount);
    }

    /// The times are those of the rows wanted: they lead to them by an index, and the ingest ids tell which
    /// they are.
    private static String rowsSql(Dataset dataset) {
        String isOnDay = dataset == Dataset.TRADES ? " and t.day = ($2::timestamptz at time zone 'utc')::date" : "";
        return "select " + DayColumns.of(dataset, "t") + " from part_cuts c join series s using (series_id) join "
                + dataset.label() + " t on t.series_id = c.series_id where c.file_id = $1"
                + " and t.ingest_id >= c.begins and t.ingest_id < c.ends and t.time >= $2 and t.time <= $3" + isOnDay
                + " order by s.source collate \"C\", t.time, t.ingest_id";
    }

    private <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        return connections
                .inTransaction("BEGIN", work)
                .recover(failure ->
                        Future.failedFuture(failure instanceof CutByAnother ? failure : Verdict.fault(failure)));
    }

    private static Piece piece(Dataset dataset, Row row) {
        return new Piece(
                new PartitionDay(new Partition(dataset, row.getString("symbol")), row.getLocalDate("day")),
                row.getInteger("series_id"),
                row.getLong("begins"),
                row.getLong("ends"),
                row.getInteger("rows"),
                Micros.of(row.getOffsetDateTime("first")),
                Micros.of(row.getOffsetDateTime("last")),
                row.getOffsetDateTime("since").toInstant());
    }

    private static Part part(Dataset dataset, Row row) {
        return new Part(
                row.getLong("file_id"),
                row.getString("key"),
                new PartitionDay(new Partition(dataset, row.getString("partition")), row.getLocalDate("from_day")),
                row.getLong("rows"),
                Micros.of(row.getOffsetDateTime("first")),
                Micros.of(row.getOffsetDateTime("last")),
                row.getBoolean("wanted"));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> one) {
        return StreamSupport.stream(rows.spliterator(), false).map(one).toList();
    }

    /// Undoes a plan whose pieces were cut in the meantime.
    private static final class CutByAnother extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CutByAnother(int expected, int taken) {
            super("Expected " + expected + " pieces, was " + taken, null, false, false);
        }
    }
}
