package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.IndexCodec;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of `lake_files` as [ColdFile], on a connection and in a transaction of the caller's. Thread-safe.
///
/// Files never change once they are live, so their indexes are asked for once and kept, the least recently used
/// forgotten: a year of one point would otherwise cost megabytes a query.
public final class LakeFiles {

    /// Of a row with the alias `f`; the index is fetched apart.
    public static final String COLUMNS = """
        f.file_id, f.key, f.dataset, f.partition, f.kind, f.from_day, f.to_day, f.version, f.late_through, f.state, \
        f.bytes, f.sha256, f.rows, f.first, f.last, f.row_digest\
        """;
    private static final String OWNERS = """
        select d.day, %s
          from tier_days d join lake_files f using (file_id)
         where d.dataset = $1 and d.partition = $2 and d.day >= $3 and d.day < $4
         order by d.day\
        """.formatted(COLUMNS);
    private static final String INDEXES =
            "select file_id, index from lake_files where file_id = any($1) and index is not null";
    /// Some 25 MB of them.
    private static final int MAX_BLOCKS = 150_000;

    private final Map<Long, FileIndex> idToIndex = new LinkedHashMap<>(16, 0.75f, true);
    private int blocks;

    /// Who owns the days of a partition from one day to another, the last one excluded.
    public Future<List<Owner>> owners(SqlConnection connection, Partition partition, LocalDate from, LocalDate to) {
        return connection
                .preparedQuery(OWNERS)
                .execute(Tuple.of(partition.dataset().label(), partition.name(), from, to))
                .compose(rows -> withIndexes(connection, rows).map(files -> {
                    List<Owner> owners = new ArrayList<>(files.size());
                    int i = 0;
                    for (Row row : rows) {
                        owners.add(new Owner(row.getLocalDate("day"), files.get(i++)));
                    }
                    return owners;
                }));
    }

    /// One file for each row, which has [#COLUMNS].
    public Future<List<ColdFile>> withIndexes(SqlConnection connection, RowSet<Row> rows) {
        Map<Long, FileIndex> found = new HashMap<>();
        List<Long> unknown = new ArrayList<>(0);
        for (Row row : rows) {
            long id = row.getLong("file_id");
            FileIndex index = cached(id);
            if (index != null) {
                found.put(id, index);
            } else if (isWritten(row)) {
                unknown.add(id);
            }
        }
        Future<?> fetched = unknown.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(INDEXES)
                        .execute(Tuple.of(unknown.toArray(Long[]::new)))
                        .onSuccess(indexes -> learn(indexes, found));
        return fetched.map(ignored -> files(rows, found));
    }

    private void learn(RowSet<Row> indexes, Map<Long, FileIndex> found) {
        for (Row row : indexes) {
            FileIndex index = IndexCodec.decode(row.getBuffer("index").getBytes());
            found.put(row.getLong("file_id"), index);
            cache(row.getLong("file_id"), index);
        }
    }

    private static List<ColdFile> files(RowSet<Row> rows, Map<Long, FileIndex> idToIndex) {
        List<ColdFile> files = new ArrayList<>(rows.size());
        // Equal rows become one object: a month owns many days.
        Map<Long, ColdFile> idToFile = new HashMap<>();
        for (Row row : rows) {
            files.add(idToFile.computeIfAbsent(row.getLong("file_id"), id -> file(row, idToIndex.get(id))));
        }
        return files;
    }

    private static ColdFile file(Row row, @Nullable FileIndex index) {
        FileFacts facts = index == null || !isWritten(row)
                ? FileFacts.UNWRITTEN
                : new FileFacts(
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        row.getLong("rows"),
                        us(row.getOffsetDateTime("first")),
                        us(row.getOffsetDateTime("last")),
                        index,
                        row.getLong("row_digest"));
        return new ColdFile(
                row.getLong("file_id"),
                row.getString("key"),
                new Partition(dataset(row), row.getString("partition")),
                ColdFile.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLocalDate("from_day"),
                row.getLocalDate("to_day"),
                row.getInteger("version"),
                row.getLong("late_through"),
                facts);
    }

    static Dataset dataset(Row row) {
        return Dataset.valueOf(row.getString("dataset").toUpperCase(Locale.ROOT));
    }

    static String label(ColdFile.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isWritten(Row row) {
        String state = row.getString("state");
        return state.equals("live") || state.equals("superseded");
    }

    private static long us(@Nullable OffsetDateTime time) {
        return time == null ? 0 : Micros.of(time);
    }

    private synchronized @Nullable FileIndex cached(long id) {
        return idToIndex.get(id);
    }

    private synchronized void cache(long id, FileIndex index) {
        if (idToIndex.putIfAbsent(id, index) == null) {
            blocks += index.blocks().size();
        }
        var oldest = idToIndex.values().iterator();
        while (blocks > MAX_BLOCKS && oldest.hasNext()) {
            blocks -= oldest.next().blocks().size();
            oldest.remove();
        }
    }
}
