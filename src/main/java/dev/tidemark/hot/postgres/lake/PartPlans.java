package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.part.Cut;
import dev.tidemark.cold.part.Cut.Span;
import dev.tidemark.cold.part.Piece;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Moves pieces into planned parts. Every statement is one of a transaction of the caller's.
final class PartPlans {

    private static final String IDS = """
        select nextval(pg_get_serial_sequence('lake_files', 'file_id')) as id from generate_series(1, $1::int4)\
        """;
    private static final String FILES = """
        insert into lake_files
            (file_id, key, dataset, partition, kind, from_day, to_day, version, state, rows, first, last, planned)
        overriding system value
        select unnest($1::int8[]), unnest($2::text[]), unnest($3::text[]), unnest($4::text[]), 'part',
               unnest($5::date[]), unnest($5::date[]) + 1, 1, 'planned', unnest($6::int8[]),
               unnest($7::timestamptz[]), unnest($8::timestamptz[]), $9\
        """;
    private static final String CUTS = """
        insert into part_cuts (file_id, series_id, begins, ends)
        select unnest($1::int8[]), unnest($2::int4[]), unnest($3::int8[]), unnest($4::int8[])\
        """;
    private static final String TAKE = """
        delete from part_pieces p using unnest($1::int4[], $2::date[], $3::int8[]) as t (series_id, day, begins)
         where p.series_id = t.series_id and p.day = t.day and p.begins = t.begins\
        """;
    private static final String NEW_KEY = """
        with fresh as (
            insert into lake_files
                (file_id, key, dataset, partition, kind, from_day, to_day, version, state, rows, first, last, planned)
            overriding system value
            select $2, $3, dataset, partition, kind, from_day, to_day, version, state, rows, first, last, planned
              from lake_files where file_id = $1 and state = 'planned'
            returning file_id)
        insert into part_cuts (file_id, series_id, begins, ends)
        select f.file_id, c.series_id, c.begins, c.ends from fresh f, part_cuts c where c.file_id = $1\
        """;
    private static final String FORGET = "delete from lake_files where file_id = $1 and state = 'planned'";

    private final SqlConnection connection;
    private final OffsetDateTime now;

    PartPlans(SqlConnection connection, Instant now) {
        this.connection = connection;
        this.now = Micros.toOffset(now);
    }

    /// Answers how many of the pieces were still there to be taken; where some are missing, the caller rolls back.
    Future<Integer> plan(List<Cut> cuts) {
        return ids(cuts.size())
                .compose(ids -> files(ids, cuts).compose(_ -> spans(ids, cuts)))
                .compose(_ ->
                        take(cuts.stream().flatMap(cut -> cut.pieces().stream()).toList()));
    }

    /// Plans a part again under a key of its own, and forgets the old plan.
    Future<Void> rename(long fileId, PartitionDay day, long firstUs) {
        return ids(1).compose(ids -> connection
                        .preparedQuery(NEW_KEY)
                        .execute(Tuple.of(fileId, ids.getFirst(), key(day, firstUs, ids.getFirst()))))
                .compose(_ -> forget(fileId));
    }

    Future<Void> forget(long fileId) {
        return connection.preparedQuery(FORGET).execute(Tuple.of(fileId)).mapEmpty();
    }

    private Future<List<Long>> ids(int count) {
        return connection.preparedQuery(IDS).execute(Tuple.of(count)).map(PartPlans::ids);
    }

    private static List<Long> ids(RowSet<Row> rows) {
        List<Long> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.getLong("id")));
        return ids;
    }

    private Future<Void> files(List<Long> ids, List<Cut> cuts) {
        String[] keys = new String[cuts.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(cuts.get(i).day(), cuts.get(i).firstUs(), ids.get(i));
        }
        return connection
                .preparedQuery(FILES)
                .execute(Tuple.tuple()
                        .addValue(ids.toArray(Long[]::new))
                        .addValue(keys)
                        .addValue(texts(cuts, cut -> cut.day().dataset().label()))
                        .addValue(texts(cuts, cut -> cut.day().partition().name()))
                        .addValue(cuts.stream().map(cut -> cut.day().day()).toArray(LocalDate[]::new))
                        .addValue(cuts.stream().map(Cut::rows).toArray(Long[]::new))
                        .addValue(times(cuts, Cut::firstUs))
                        .addValue(times(cuts, Cut::lastUs))
                        .addValue(now))
                .mapEmpty();
    }

    private Future<Void> spans(List<Long> ids, List<Cut> cuts) {
        List<Long> files = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            for (Span span : cuts.get(i).spans()) {
                files.add(ids.get(i));
                spans.add(span);
            }
        }
        return connection
                .preparedQuery(CUTS)
                .execute(Tuple.of(
                        files.toArray(Long[]::new),
                        spans.stream().map(Span::seriesId).toArray(Integer[]::new),
                        spans.stream().map(Span::begins).toArray(Long[]::new),
                        spans.stream().map(Span::ends).toArray(Long[]::new)))
                .mapEmpty();
    }

    private Future<Integer> take(List<Piece> pieces) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(
                        pieces.stream().map(Piece::seriesId).toArray(Integer[]::new),
                        pieces.stream().map(piece -> piece.day().day()).toArray(LocalDate[]::new),
                        pieces.stream().map(Piece::begins).toArray(Long[]::new)))
                .map(done -> done.rowCount());
    }

    private static String key(PartitionDay day, long firstUs, long id) {
        return LakeKey.part(day, Math.floorDiv(firstUs, 1_000L), Long.toString(id));
    }

    private static String[] texts(List<Cut> cuts, Function<Cut, String> text) {
        return cuts.stream().map(text).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<Cut> cuts, Function<Cut, Long> us) {
        return cuts.stream().map(cut -> Micros.toOffset(us.apply(cut))).toArray(OffsetDateTime[]::new);
    }
}
