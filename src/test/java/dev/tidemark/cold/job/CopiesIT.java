package dev.tidemark.cold.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.copy.CopyLedger.Backlog;
import dev.tidemark.cold.copy.CopyRound;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.s3.S3ObjectStore;
import dev.tidemark.hot.postgres.lake.LakeFixture;
import dev.tidemark.hot.postgres.lake.LaneWriter;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FailingObjectStore;
import dev.tidemark.testkit.FailingObjectStore.Trouble;
import dev.tidemark.testkit.FaultyS3;
import dev.tidemark.testkit.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Copies in a second store, whatever becomes of that store or of the process.
class CopiesIT {

    @TempDir
    private Path folder;

    private LakeFixture hot;
    private TestLake lake;
    private SampleMonth month;
    private FolderObjectStore second;

    @BeforeEach
    void open() {
        hot = new LakeFixture();
        lake = new TestLake(hot.vertx, hot.database, folder, hot.clock, StepListener.NONE);
        month = new SampleMonth(hot);
        second = Await.result(FolderObjectStore.open(hot.vertx, folder.resolve("second"), new ObjectCounters()));
    }

    @AfterEach
    void close() {
        second.close();
        lake.close();
        hot.close();
    }

    @Test
    void everyLiveFileHasACopyOfItsBytesAndOneOnly() {
        month.archiveAll(lake);
        parts();
        List<CopyRound> first = copy(second);

        assertThat(bytes("second")).isEqualTo(bytes("lake")).isNotEmpty();
        assertThat(first.stream().mapToLong(CopyRound::copied).sum())
                .isEqualTo(hot.sql.number("select count(*) from lake_files where state = 'live'"));
        assertThat(backlog()).isEqualTo(Backlog.NONE);
        assertThat(copy(second)).isEmpty();
    }

    @Test
    void copiesOfFilesThatAreGoneGoToo() {
        month.archiveAll(lake);
        parts();
        copy(second);
        lake.compactor(new CompactConfig(true, Duration.ofDays(3), true)).run(() -> true);
        hot.sql.run("update lake_files set state = 'superseded', superseded = now() where kind = 'part'");
        copy(second);
        assertThat(bytes("second")).as("as long as they may be read").isEqualTo(bytes("lake"));

        lake.sweep();
        // Rows of parts that are gone are not kept, but for this.
        lake.partWriter(HaltingLake.PARTS).run(Dataset.TICKS, () -> true, done -> {});
        List<CopyRound> last = copy(second);

        assertThat(last.stream().mapToLong(CopyRound::removed).sum()).isGreaterThan(6);
        assertThat(bytes("second")).isEqualTo(bytes("lake")).hasSize(SampleMonth.SITES.size());
        assertThat(copy(second)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whateverTheSecondStoreDoesTheNextRoundMakesGood(Trouble trouble) {
        month.archiveAll(lake);
        var failing = new FailingObjectStore(second);
        failing.trouble(trouble);

        assertThatThrownBy(() -> copy(failing)).isInstanceOf(ColdFault.class);
        assertThat(backlog().files()).isEqualTo(6);

        failing.trouble(Trouble.NONE);
        copy(failing);
        assertThat(bytes("second")).isEqualTo(bytes("lake"));
        assertThat(backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void aBucketThatIsDownGetsItsCopiesWhenItIsUp() {
        var server = FaultyS3.start(hot.vertx, folder.resolve("second"));
        S3ObjectStore bucket = Await.result(S3ObjectStore.open(hot.vertx, server.config(), new ObjectCounters()));
        try {
            for (FaultyS3.Op op : FaultyS3.Op.values()) {
                server.plan(op, FaultyS3.Fault.REFUSAL, 1_000);
            }
            month.archiveAll(lake);
            assertThatThrownBy(() -> copy(bucket)).isInstanceOf(ColdFault.class);
            assertThat(backlog().files()).isEqualTo(6);

            server.heal();
            server.plan(FaultyS3.Op.PUT, FaultyS3.Fault.OBJECT_LOST, 1);
            assertThatThrownBy(() -> copy(bucket)).isInstanceOf(ColdFault.Missing.class);
            assertThat(backlog().files()).as("one keeps no other from it").isEqualTo(1);
            copy(bucket);
            assertThat(bytes("second")).isEqualTo(bytes("lake"));
            assertThat(backlog()).isEqualTo(Backlog.NONE);
        } finally {
            Await.result(bucket.close());
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"FETCHED, 1", "UPLOADED, 2", "VERIFIED, 1", "NOTED, 3"})
    void aCopyThatIsKilledHalfwayIsMadeByTheNextRound(String step, String times) {
        month.archiveAll(lake);
        Halting.at(hot.url, folder, hot.clock.instant(), "copies", step, times);
        copy(second);
        assertThat(bytes("second")).isEqualTo(bytes("lake"));
        assertThat(backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void aRemovalThatIsKilledHalfwayIsDoneByTheNextRound() {
        parts();
        copy(second);
        hot.sql.run("update lake_files set state = 'superseded', superseded = now() where kind = 'part'");
        lake.sweep();
        Halting.at(hot.url, folder, hot.clock.instant(), "copies", "REMOVED", "1");
        copy(second);
        assertThat(bytes("second")).isEmpty();
        assertThat(hot.sql.number("select count(*) from lake_files where copied_to is not null"))
                .isZero();
    }

    private void parts() {
        new LaneWriter(hot, Dataset.TICKS, new Random(3)).commitAll();
        lake.partWriter(HaltingLake.PARTS).run(Dataset.TICKS, () -> true, done -> {});
    }

    private List<CopyRound> copy(ObjectStore to) {
        List<CopyRound> done = new ArrayList<>();
        lake.copier(to).run(() -> true, done::add);
        return done;
    }

    private Backlog backlog() {
        return Await.result(hot.database.copyLedger().backlog());
    }

    /// Which bytes are under which key.
    private Map<String, String> bytes(String store) {
        Path root = folder.resolve(store);
        try (var files = Files.walk(root)) {
            Map<String, String> keyToBytes = new HashMap<>();
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".parquet")).toList()) {
                keyToBytes.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
            return keyToBytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
