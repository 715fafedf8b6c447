package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.audit.LakeLedger;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.tier.LakeFiles;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private static final String SEAL = "select tidemark_seal($1, $2, d) from unnest($3::date[]) d";
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
    public Future<Void> replace(List<Restored> restored) {
        OffsetDateTime now = Micros.toOffset(clock.instant());
        return seal(restored)
                .compose(_ -> connections.<Void>inTransaction(
                        "BEGIN", connection -> new ManifestReplacement(connection, now).run(restored)))
                .recover(PostgresLakeLedger::fault);
    }

    /// Each file's days apart: a seal waits for writers and holds a lock for each day until its transaction ends.
    private Future<Void> seal(List<Restored> restored) {
        Future<Void> done = Future.succeededFuture();
        for (Restored one : restored) {
            if (!one.days().isEmpty()) {
                Partition partition = one.file().partition();
                LocalDate[] days = one.days().toArray(LocalDate[]::new);
                done = done.compose(_ -> connections
                        .query(SEAL, partition.dataset().label(), partition.name(), days)
                        .mapEmpty());
            }
        }
        return done;
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

    private static <T> Future<T> fault(Throwable failure) {
        return Future.failedFuture(Verdict.fault(failure));
    }
}
