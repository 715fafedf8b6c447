package dev.tidemark.hot.postgres.client;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Brings the schema up to date: each file once, in order, one process at a time.
///
/// What has run is kept in `schema_migrations` with its checksum; a file that was changed afterwards stops everything,
/// since nobody can know what the database then looks like.
public final class Migrations {

    /// Any number, the same in every process.
    private static final long LOCK = 0x7469_6465_6D61_726BL;

    private static final String TABLE = """
        create table if not exists schema_migrations (
            number int primary key, name text not null, checksum text not null,
            ran timestamptz not null default now())\
        """;
    private static final String RECORD = "insert into schema_migrations (number, name, checksum) values ($1, $2, $3)";
    private static final String TIMESCALE =
            "select count(*) > 0 as present from pg_extension where extname = 'timescaledb'";

    private final List<Migration> migrations;

    public Migrations(List<Migration> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    /// Runs what has not run yet, and answers how many files that were.
    public Future<Integer> run(SqlConnection connection) {
        return Connections.execute(connection, "set statement_timeout = 0; set client_min_messages = warning")
                .compose(_ ->
                        connection.preparedQuery("select pg_advisory_lock($1)").execute(Tuple.of(LOCK)))
                .compose(_ -> runLocked(connection)
                        .eventually(() -> connection
                                .preparedQuery("select pg_advisory_unlock($1)")
                                .execute(Tuple.of(LOCK)))
                        .eventually(() -> Connections.execute(connection, "reset statement_timeout")));
    }

    private Future<Integer> runLocked(SqlConnection connection) {
        return Connections.execute(connection, TABLE)
                .compose(_ -> connection.query(TIMESCALE).execute())
                .compose(rows -> {
                    boolean hasTimescale = rows.iterator().next().getBoolean("present");
                    return done(connection).compose(done -> runMissing(connection, done, hasTimescale));
                });
    }

    private static Future<Map<Integer, String>> done(SqlConnection connection) {
        return connection
                .query("select number, checksum from schema_migrations")
                .execute()
                .map(rows -> {
                    Map<Integer, String> numberToChecksum = new HashMap<>();
                    for (Row row : rows) {
                        numberToChecksum.put(row.getInteger("number"), row.getString("checksum"));
                    }
                    return numberToChecksum;
                });
    }

    private Future<Integer> runMissing(SqlConnection connection, Map<Integer, String> done, boolean hasTimescale) {
        Future<Integer> ran = Future.succeededFuture(0);
        for (Migration migration : migrations) {
            String checksum = done.get(migration.number());
            if (checksum != null && !checksum.equals(migration.checksum())) {
                return Future.failedFuture(new SchemaFault(
                        "Expected migrations/" + migration.name()
                                + " as it was when it ran on this database, was changed since: restore it, and put the"
                                + " change into a new file",
                        null));
            }
            if (checksum == null && (hasTimescale || !migration.isForTimescale())) {
                ran = ran.compose(n -> run(connection, migration).map(n + 1));
            }
        }
        return ran;
    }

    private static Future<Void> run(SqlConnection connection, Migration migration) {
        Future<Void> run = migration.isOutsideTransaction()
                ? Connections.execute(connection, migration.sql()).compose(_ -> note(connection, migration))
                : Connections.transaction(
                        connection,
                        "BEGIN",
                        inside -> Connections.execute(inside, migration.sql()).compose(_ -> note(inside, migration)));
        return run.recover(failure -> Future.failedFuture(fault(migration, failure)));
    }

    /// A statement that the server refuses is refused for ever; whatever else fails may be tried again.
    private static Throwable fault(Migration migration, Throwable failure) {
        return failure instanceof PgException answer
                        && String.valueOf(answer.getSqlState()).startsWith("42")
                ? new SchemaFault("migrations/" + migration.name() + " failed: " + answer.getErrorMessage(), answer)
                : failure;
    }

    private static Future<Void> note(SqlConnection connection, Migration migration) {
        return connection
                .preparedQuery(RECORD)
                .execute(Tuple.of(migration.number(), migration.name(), migration.checksum()))
                .mapEmpty();
    }
}
