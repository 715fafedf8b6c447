package dev.tidemark.hot.postgres;

import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.DeadLetters;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.client.Connections;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table `dead_letters`.
final class PostgresDeadLetters implements DeadLetters {

    private static final String COLUMNS = "select id, at, reason, code, tries, payload, ingest_id from dead_letters ";

    private final Connections connections;
    private final RecordBytes bytes;

    PostgresDeadLetters(Connections connections, RecordBytes bytes) {
        this.connections = connections;
        this.bytes = bytes;
    }

    @Override
    public Future<List<DeadLetter>> list(long beforeId, int limit) {
        return connections
                .query(COLUMNS + "where id < $1 order by id desc limit $2", beforeId, limit)
                .map(this::letters);
    }

    @Override
    public Future<Optional<DeadLetter>> find(long id) {
        return connections
                .query(COLUMNS + "where id = $1", id)
                .map(rows -> letters(rows).stream().findFirst());
    }

    @Override
    public Future<Long> count() {
        return connections
                .query("select count(*) as n from dead_letters")
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    @Override
    public Future<Boolean> delete(long id) {
        return connections.query("delete from dead_letters where id = $1", id).map(rows -> rows.rowCount() > 0);
    }

    private List<DeadLetter> letters(RowSet<Row> rows) {
        List<DeadLetter> letters = new ArrayList<>(rows.size());
        for (Row row : rows) {
            letters.add(new DeadLetter(
                    row.getLong("id"),
                    row.getOffsetDateTime("at").toInstant(),
                    row.getString("reason"),
                    row.getString("code"),
                    row.getInteger("tries"),
                    bytes.decode(row.getBuffer("payload").getBytes())));
        }
        return letters;
    }
}
