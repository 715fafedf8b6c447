package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileFacts.PointCount;
import dev.tidemark.cold.IndexCodec;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/// The transaction that makes a file the owner of its days.
///
/// Asking again after a lost answer to COMMIT gives the answer that was lost: a file that is live already stays so.
final class Publication {

    private static final String STATE = "select state from lake_files where file_id = $1 for update";
    /// Locked in the order of the days, so that two publications never wait for each other.
    private static final String DAYS = """
        select day, file_id from tier_days
         where dataset = $1 and partition = $2 and day >= $3 and day < $4 order by day for update\
        """;
    private static final String GO_LIVE = """
        update lake_files
           set state = 'live', bytes = $2, sha256 = $3, rows = $4, first = $5, last = $6, index = $7,
               row_digest = $8, published = clock_timestamp()
         where file_id = $1\
        """;
    private static final String OWN = """
        update tier_days set file_id = $3 where dataset = $1 and partition = $2 and day = any($4)\
        """;
    /// What owns nothing any more. The days that a month takes over keep their files, a later version of a day
    /// replaces them. Parts, which own nothing ever, are ended by who makes them.
    private static final String SUPERSEDE = """
        update lake_files f set state = 'superseded', superseded = clock_timestamp()
         where f.dataset = $1 and f.partition = $2 and f.state = 'live' and f.file_id <> $3
           and f.from_day < $5 and f.to_day > $4 and f.kind <> 'part' and (f.kind <> 'day' or $6 = 'day')
           and not exists (select from tier_days d where d.file_id = f.file_id)\
        """;

    private static final String MARK = "select tidemark_mark_ticks($1, $2, $3)";

    private static final String COUNT = "select tidemark_count_points($1, $2, $3, $4, $5, $6, $7, $8)";

    private final SqlConnection connection;
    private final ColdFile file;
    private final Set<Long> basis;

    Publication(SqlConnection connection, ColdFile file, Set<Long> basis) {
        this.connection = connection;
        this.file = file;
        this.basis = basis;
    }

    /// False where there is no day left to own.
    Future<Boolean> run() {
        return connection.preparedQuery(STATE).execute(Tuple.of(file.id())).compose(rows -> {
            String state = rows.size() == 0 ? "gone" : rows.iterator().next().getString("state");
            return switch (state) {
                case "live" -> Future.succeededFuture(true);
                case "planned" -> takeOver();
                default -> Future.succeededFuture(false);
            };
        });
    }

    private Future<Boolean> takeOver() {
        return connection
                .preparedQuery(DAYS)
                .execute(partition().addLocalDate(file.fromDay()).addLocalDate(file.toDay()))
                .map(this::free)
                .compose(days -> days.length == 0 ? Future.succeededFuture(false) : own(days));
    }

    private LocalDate[] free(RowSet<Row> rows) {
        List<LocalDate> free = new ArrayList<>();
        for (Row row : rows) {
            Long owner = row.getLong("file_id");
            if (basis.isEmpty() ? owner == null : owner != null && basis.contains(owner)) {
                free.add(row.getLocalDate("day"));
            }
        }
        return free.toArray(LocalDate[]::new);
    }

    private Future<Boolean> own(LocalDate[] days) {
        FileFacts facts = file.facts();
        return connection
                .preparedQuery(GO_LIVE)
                .execute(Tuple.of(file.id(), facts.bytes(), facts.sha256(), facts.rows())
                        .addOffsetDateTime(Micros.toOffset(facts.minTimeUs()))
                        .addOffsetDateTime(Micros.toOffset(facts.maxTimeUs()))
                        .addBuffer(Buffer.buffer(IndexCodec.encode(facts.index())))
                        .addValue(facts.rowDigest()))
                .compose(live -> connection
                        .preparedQuery(OWN)
                        .execute(partition().addLong(file.id()).addArrayOfLocalDate(days)))
                .compose(owned -> markTicks(days))
                .compose(marked -> countPoints())
                .compose(counted -> removeLate(days))
                .compose(removed -> connection
                        .preparedQuery(SUPERSEDE)
                        .execute(partition()
                                .addLong(file.id())
                                .addLocalDate(file.fromDay())
                                .addLocalDate(file.toDay())
                                .addString(LakeFiles.label(file.kind()))))
                .map(true);
    }

    /// A first version takes the hot rows, a later one the late ones.
    private Future<Void> markTicks(LocalDate[] days) {
        return file.kind() != ColdFile.Kind.DAY || file.partition().dataset() != Dataset.TICKS
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(MARK)
                        .execute(Tuple.of(file.partition().name(), days[0], file.lateThrough()))
                        .mapEmpty();
    }

    private Future<Void> countPoints() {
        List<PointCount> points = file.facts().points();
        return points.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(file.id(), file.partition().name(), file.fromDay())
                                .addArrayOfString(
                                        points.stream().map(PointCount::point).toArray(String[]::new))
                                .addArrayOfInteger(
                                        points.stream().map(PointCount::rows).toArray(Integer[]::new))
                                .addArrayOfOffsetDateTime(times(points, PointCount::firstUs))
                                .addArrayOfOffsetDateTime(times(points, PointCount::lastUs))
                                .addArrayOfDouble(points.stream()
                                        .map(PointCount::lastValue)
                                        .toArray(Double[]::new)))
                        .mapEmpty();
    }

    private static OffsetDateTime[] times(List<PointCount> points, ToLongFunction<PointCount> us) {
        return points.stream()
                .map(point -> Micros.toOffset(us.applyAsLong(point)))
                .toArray(OffsetDateTime[]::new);
    }

    /// Late rows are numbered over all days: what one day's number says of another day's rows is nothing. Hence a
    /// month, which is made of files alone, removes none.
    private Future<Void> removeLate(LocalDate[] days) {
        return file.kind() != ColdFile.Kind.DAY || file.lateThrough() == 0
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(LateRows.delete(file.partition().dataset()))
                        .execute(Tuple.of(file.partition().name(), days[0], file.lateThrough()))
                        .mapEmpty();
    }

    private Tuple partition() {
        return Tuple.of(file.partition().dataset().label(), file.partition().name());
    }
}
