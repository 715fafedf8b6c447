package dev.tidemark.hot.postgres.lake;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.IndexCodec;
import dev.tidemark.cold.audit.LakeLedger.Restored;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
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
import java.util.Locale;

/// The transaction that puts one manifest in the place of another. The days of the files are sealed before it.
final class ManifestReplacement {

    private static final String COPIES = """
        select key, sha256, copied_to from lake_files where copied_to is not null and sha256 is not null\
        """;
    /// Removed files whose copy is still to be removed stay known.
    private static final String CLEAR = """
        delete from tier_days where file_id is not null;
        delete from lake_points;
        delete from lake_files where state <> 'planned' and not (state = 'removed' and copied_to is not null)\
        """;
    private static final String FILE = """
        insert into lake_files as f (key, dataset, partition, kind, from_day, to_day, version, state, late_through,
               bytes, sha256, rows, first, last, index, holds, published, superseded, row_digest)
        values ($1, $2, $3, $4, $5, $6, $7, $8::text, $9, $10, $11, $12, $13, $14, $15, $16,
               $17::timestamptz, case $8::text when 'superseded' then $17::timestamptz end, $18)
            on conflict (key) do update set state = excluded.state, late_through = excluded.late_through,
               bytes = excluded.bytes, sha256 = excluded.sha256, rows = excluded.rows, first = excluded.first,
               last = excluded.last, index = excluded.index, holds = excluded.holds, published = excluded.published,
               superseded = excluded.superseded, row_digest = excluded.row_digest, copied_to = null
        returning file_id\
        """;
    private static final String OWN = """
        insert into tier_days (dataset, partition, day, file_id) select $1, $2, unnest($3::date[]), $4::int8
            on conflict (dataset, partition, day) do update set file_id = excluded.file_id\
        """;
    /// What was copied is copied still.
    private static final String KEEP_COPIES = """
        update lake_files f set copied_to = c.copied_to
          from unnest($1::text[], $2::text[], $3::text[]) c (key, sha256, copied_to)
         where f.key = c.key and f.sha256 = c.sha256 and f.state in ('live', 'superseded')\
        """;
    /// A database that was made anew must not give late rows numbers that files say they hold.
    private static final String PASS_LATE = """
        select setval('late_id', greatest((select last_value from late_id), (select max(late_through) from lake_files), 1))\
        """;

    private final SqlConnection connection;
    private final OffsetDateTime now;

    ManifestReplacement(SqlConnection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    Future<Void> run(List<Restored> files) {
        return connection
                .query(COPIES)
                .execute()
                .compose(copies -> Connections.execute(connection, CLEAR)
                        .compose(_ -> all(files))
                        .compose(_ -> connection.preparedQuery(KEEP_COPIES).execute(columns(copies)))
                        .compose(_ -> connection.query(PASS_LATE).execute())
                        .mapEmpty());
    }

    private Future<Void> all(List<Restored> files) {
        Future<Void> done = Future.succeededFuture();
        for (Restored one : files) {
            done = done.compose(_ -> restore(one));
        }
        return done;
    }

    private Future<Void> restore(Restored one) {
        return connection
                .preparedQuery(FILE)
                .execute(values(one))
                .compose(rows -> one.days().isEmpty()
                        ? Future.succeededFuture()
                        : own(one, rows.iterator().next().getLong("file_id")));
    }

    private Future<Void> own(Restored one, long fileId) {
        return connection
                .preparedQuery(OWN)
                .execute(Tuple.of(
                        one.file().partition().dataset().label(),
                        one.file().partition().name(),
                        one.days().toArray(LocalDate[]::new),
                        fileId))
                .mapEmpty();
    }

    private static Tuple columns(RowSet<Row> copies) {
        List<String> keys = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        List<String> stores = new ArrayList<>();
        for (Row copy : copies) {
            keys.add(copy.getString("key"));
            digests.add(copy.getString("sha256"));
            stores.add(copy.getString("copied_to"));
        }
        return Tuple.of(keys.toArray(String[]::new), digests.toArray(String[]::new), stores.toArray(String[]::new));
    }

    private Tuple values(Restored one) {
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
}
