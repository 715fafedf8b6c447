package dev.tidemark.hot.postgres.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Sql;
import dev.tidemark.testkit.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {

    private static final Migration FIRST = Migration.of("0001_a.sql", "create table a (x int)");
    private static final Migration SECOND =
            Migration.of("0002_b.sql", "create table b (x int); insert into b values (1)");

    private final Vertx vertx = Vertx.vertx();
    private final String url = TestPostgres.shared().newPlainDatabase();
    private final Sql sql = new Sql(url);

    @AfterEach
    void close() {
        sql.close();
        Await.result(vertx.close());
    }

    private Future<Integer> run(Migration... migrations) {
        return PgConnection.connect(vertx, PgConnectOptions.fromUri(url))
                .compose(connection ->
                        new Migrations(List.of(migrations)).run(connection).eventually(connection::close));
    }

    @Test
    void eachRunsOnce() {
        assertThat(Await.result(run(FIRST))).isEqualTo(1);
        assertThat(Await.result(run(FIRST, SECOND))).isEqualTo(1);
        assertThat(Await.result(run(FIRST, SECOND))).isZero();
        assertThat(sql.number("select count(*) from b")).isEqualTo(1);
    }

    @Test
    void manyAtOnceRunThemOnce() {
        var runs = Stream.generate(() -> run(Migration.all().toArray(Migration[]::new)))
                .limit(5)
                .toList();

        Await.result(Future.all(runs));

        assertThat(runs.stream().mapToInt(Future::result).sum())
                .isEqualTo((int) sql.number("select count(*) from schema_migrations"));
    }

    @Test
    void aChangedFileIsRefused() {
        Await.result(run(FIRST));

        Throwable failure = Await.failure(run(Migration.of("0001_a.sql", "create table a (x bigint)"), SECOND));

        assertThat(failure).isInstanceOf(SchemaFault.class).hasMessageContaining("migrations/0001_a.sql");
        assertThat(sql.number("select count(*) from schema_migrations")).isEqualTo(1);
    }

    @Test
    void aFileThatFailsLeavesNothingBehind() {
        Migration broken = Migration.of("0002_b.sql", "create table b (x int); select no_such_thing");

        assertThat(Await.failure(run(FIRST, broken))).hasMessageContaining("migrations/0002_b.sql failed");

        assertThat(sql.number("select count(*) from pg_tables where tablename = 'b'"))
                .isZero();
        assertThat(Await.result(run(FIRST, SECOND))).isEqualTo(1);
    }

    @Test
    void aFileMayAskToRunOutsideOfATransaction() {
        Migration vacuum = Migration.of("0002_b.sql", "-- tidemark: no-transaction\nvacuum");

        assertThat(Await.result(run(FIRST, vacuum))).isEqualTo(2);
    }

    @Test
    void aFileForTimescaleWaitsForIt() {
        Migration timescale = Migration.of("0002_b.sql", "-- tidemark: timescale\nselect create_hypertable('a', 'x')");

        assertThat(Await.result(run(FIRST, timescale))).isEqualTo(1);
    }
}
