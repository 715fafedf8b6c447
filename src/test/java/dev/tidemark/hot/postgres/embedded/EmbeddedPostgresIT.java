package dev.tidemark.hot.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Sql;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path data;

    private EmbeddedPostgres start(int port) {
        return Await.result(EmbeddedPostgres.start(vertx, data, port));
    }

    @AfterEach
    void stop() {
        Await.result(EmbeddedPostgres.start(vertx, data, 0).compose(EmbeddedPostgres::stop));
        Await.result(vertx.close());
    }

    @Test
    void dataAndPortAreKeptAcrossARestart() {
        EmbeddedPostgres first = start(0);
        try (var sql = new Sql(first.url())) {
            sql.run("create table kept as select 7 as x");
        }
        Await.result(first.stop());
        Await.result(first.stop());

        EmbeddedPostgres second = start(0);

        assertThat(second.url()).isEqualTo(first.url());
        try (var sql = new Sql(second.url())) {
            assertThat(sql.number("select x from kept")).isEqualTo(7);
            assertThat(sql.texts("select getdatabaseencoding(), current_setting('fsync')"))
                    .containsExactly("UTF8|on");
        }
    }

    @Test
    void aServerThatStillRunsIsTakenOver() throws IOException {
        EmbeddedPostgres first = start(0);
        long pid = first.pid().orElseThrow();

        EmbeddedPostgres second = start(0);

        assertThat(second.pid()).contains(pid);
        assertThat(second.port()).isEqualTo(first.port());
    }

    @Test
    void aServerThatWasKilledComesBackWithWhatWasCommitted() throws IOException {
        EmbeddedPostgres first = start(0);
        try (var sql = new Sql(first.url())) {
            sql.run("create table kept as select 7 as x");
        }
        ProcessHandle server = ProcessHandle.of(first.pid().orElseThrow()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();

        EmbeddedPostgres second = start(0);

        try (var sql = new Sql(second.url())) {
            assertThat(sql.number("select x from kept")).isEqualTo(7);
        }
    }

    @Test
    void aPidFileOfAnotherProcessIsStale() throws IOException {
        Await.result(start(0).stop());
        long foreign = ProcessHandle.current().pid();
        Files.writeString(
                data.resolve("postgres/db/postmaster.pid"), foreign + "\n/elsewhere\n0\n5432\n\n*\n\nready\n");

        assertThat(start(0).pid()).isPresent().get().isNotEqualTo(foreign);
    }

    @Test
    void whatAnInterruptedStartLeftIsMadeAnew() throws IOException {
        Path home = Files.createDirectories(data.resolve("postgres"));
        Files.createDirectories(home.resolve("making-123/base"));
        Files.createDirectories(home.resolve("unpacking-123/bin"));

        EmbeddedPostgres server = start(0);

        assertThat(server.pid()).isPresent();
        assertThat(home.resolve("making-123")).doesNotExist();
        assertThat(home.resolve("unpacking-123")).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsPassedOver() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedPostgres server = start(taken.getLocalPort());

            assertThat(server.port()).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void thePasswordIsItsOwnersAlone() throws IOException {
        EmbeddedPostgres server = start(0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.passwordFile())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(server.passwordFile())).startsWith("*:*:*:tidemark:");
    }
}
