package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.IndexCodec;
import dev.tidemark.cold.audit.LakeLedger;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.tier.LakeFiles;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The manifest as an audit sees it.
public final class PostgresLakeLedger implements LakeLedger {

    private static final String KNOWN = """
        select key, state, coalesce(bytes, 0) as bytes from lake_files
         where starts_with(key, $1) and ($2::text is null or key collate "C" > $2 collate "C")
         order by key collate "C" limit $3\
        """;
    private static final String SAMPLE = """
        select %s from lake_files f where f.state = 'live' order by random() limit $1\
        """.formatted(LakeFiles.COLUMNS);
    private static final String IS_EMPTY = """
        select not exists (select from lake_files) and not exists (select from tier_days where file_id is not null)
               as empty\
        """;
    private static final String CLEAR = """
        delete from tier_days where file_id is not null;
        delete from lake_points;
        delete from lake_files where state <> 'planned'\
        """;
    private static final String FILE = """
        insert into lake_files as f (key, dataset, partition, kind, from_day, to_day, version, state, late_through,
               bytes, sha256, rows, first, last, index, holds, published, superseded, row_digest)
        values ($1, $2, $3, $4, $5, $6, $7, $8::text, $9, $10, $11, $12, $13, $14, $15, $16,
               $17::timestamptz, case $8::text when 'superseded' then $17::timestamptz end, $18)
            on conflict (key) do update set state = excluded.state, late_through = excluded.late_through,
               bytes = excluded.bytes, sha256 = excluded.sha256, rows = excluded.rows, first = excluded.first,
               last = excluded.last, index = excluded.index, holds = excluded.holds, published = excluded.published,
               superseded = excluded.superseded, row_digest = excluded.row_digest
        returning file_id\
        """;
    private static final String SEAL = "select tidemark_seal($1, $2, d) from unnest($3::date[]) d";
    private static final String OWN =
            "update tier_days set file_id = $4 where dataset = $1 and partition = $2 and day = any($3)";
    /// A database that was made anew must not give late rows numbers that files say they hold.
    private static final String PASS_LATE = """
        select setval('late_id', greatest((select last_value from late_id), (select max(late_through) from lake_files), 1))\
        """;
    private static final String REGISTER = """
        insert into series (dataset, source, symbol) select unnest($1::text[]), unnest($2::text[]), unnest($3::text[])
            on conflict do nothing\
        """;

    private final Connections connections;
    private final LakeFiles files;
    private final InstantSource clock;

    public PostgresLakeLedger(Connections connections, LakeFiles files, InstantSource clock) {
        this.connections = connections;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public Future<List<Known>> known(String prefix, @Nullable String after, int limit) {
        return connections.query(KNOWN, prefix, after, (long) limit).map(rows -> {
            List<Known> known = new ArrayList<>(rows.size());
            for (Row row : rows) {
                String state = row.getString("state");
                boolean mayExist = state.equals("live") || state.equals("superseded") || state.equals("planned");
                known.add(new Known(row.getString("key"), state.equals("live"), mayExist, row.getLong("bytes")));
            }
            return known;
        });
    }

    @Override
    public Future<List<ColdFile>> sample(int count) {
        return connections
                .use(connection -> connection
                        .preparedQuery(SAMPLE)
                        .execute(Tuple.of((long) count))
                        .compose(rows -> files.withIndexes(connection, rows)))
                .recover(PostgresLakeLedger::fault);
    }

    @Override
    public Future<Boolean> isEmpty() {
        return connections.query(IS_EMPTY).map(rows -> rows.iterator().next().getBoolean("empty"));
    }

    @Override
    public Future<Void> clear() {
        return connections
                .inTransaction("BEGIN", connection -> Connections.execute(connection, CLEAR))
                .recover(PostgresLakeLedger::fault);
    }

    @Override
    public Future<Void> restore(List<Restored> restored) {
        OffsetDateTime now = Micros.toOffset(clock.instant());
        return connections
                .<Void>inTransaction("BEGIN", connection -> {
                    Future<Void> done = Future.succeededFuture();
                    for (Restored one : restored) {
                        done = done.compose(_ -> restore(connection, one, now));
                    }
                    return done.compose(_ -> connection.query(PASS_LATE).execute())
                            .mapEmpty();
                })
                .recover(PostgresLakeLedger::fault);
    }

    @Override
    public Future<Void> register(Collection<Series> series) {
        return connections
                .query(
                        REGISTER,
                        series.stream().map(one -> one.dataset().label()).toArray(String[]::new),
                        series.stream().map(Series::source).toArray(String[]::new),
                        series.stream().map(Series::symbol).toArray(String[]::new))
                .mapEmpty();
    }

    private static Future<Void> restore(SqlConnection connection, Restored one, OffsetDateTime now) {
        Tuple days = Tuple.of(
                one.file().partition().dataset().label(),
                one.file().partition().name(),
                one.days().toArray(LocalDate[]::new));
        return connection
                .preparedQuery(FILE)
                .execute(values(one, now))
                .compose(rows -> one.days().isEmpty()
                        ? Future.succeededFuture()
                        : connection
                                .preparedQuery(SEAL)
                                .execute(days)
                                .compose(_ -> connection
                                        .preparedQuery(OWN)
                                        .execute(days.addLong(
                                                rows.iterator().next().getLong("file_id"))))
                                .mapEmpty());
    }

    private static Tuple values(Restored one, OffsetDateTime now) {
        ColdFile file = one.file();
        return Tuple.tuple()
                .addValue(file.key())
                .addValue(file.partition().dataset().label())
                .addValue(file.partition().name())
                .addValue(file.kind().name().toLowerCase(Locale.ROOT))
                .addValue(file.fromDay())
                .addValue(file.toDay())
                .addValue(file.version())
                .addValue(one.isLive() ? "live" : "superseded")
                .addValue(file.lateThrough())
                .addValue(file.facts().bytes())
                .addValue(file.facts().sha256())
                .addValue(file.facts().rows())
                .addValue(Micros.toOffset(file.facts().minTimeUs()))
                .addValue(Micros.toOffset(file.facts().maxTimeUs()))
                .addValue(Buffer.buffer(IndexCodec.encode(file.facts().index())))
                .addValue(one.holdings())
                .addValue(now)
                .addValue(file.facts().rowDigest());
    }

    private static <T> Future<T> fault(Throwable failure) {
        return Future.failedFuture(Verdict.fault(failure));
    }
}
