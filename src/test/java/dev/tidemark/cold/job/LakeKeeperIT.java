package dev.tidemark.cold.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.audit.FileCheck;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FailingObjectStore;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.TestLake;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How jobs on the lake begin and end.
class LakeKeeperIT {

    private static final PartitionDay DAY = HotDatabase.day(Dataset.SAMPLES, "a", LocalDate.parse("2026-08-01"));

    private final HotDatabase hot = new HotDatabase();

    @TempDir
    private Path folder;

    private TestLake lake;
    private FailingObjectStore slow;
    private LakeKeeper keeper;

    @BeforeEach
    void open() {
        lake = new TestLake(hot.vertx, hot.database, folder, InstantSource.system(), StepListener.NONE);
        slow = new FailingObjectStore(lake.objects);
        var manifest = hot.database.manifest();
        var check = new FileCheck(manifest, hot.database.lakeLedger(), new Verification(slow, lake.reader));
        var work = new LakeWork(lake.compactor(CompactConfig.DEFAULT), check, lake.reconciler(), lake.rebuilder());
        keeper = new LakeKeeper(work, manifest, InstantSource.system());
        hot.samples("a", DAY.day(), 2, 10);
        lake.archive(DAY);
    }

    @AfterEach
    void close() {
        slow.letGo();
        lake.close();
        hot.close();
    }

    @Test
    void aComparisonReadsFilesBackOnlyWhereItIsToldTo() {
        assertThat(ended(LakeOrder.of(LakeJob.Kind.RECONCILE)).report().rows()).isZero();
        assertThat(ended(LakeOrder.comparisonWithSample()).report().rows()).isEqualTo(20);
    }

    @Test
    void aStopDoesNotWaitForTheFileThatIsBeingRead() {
        slow.holdReads();
        Await.result(keeper.begin(LakeOrder.of(LakeJob.Kind.VERIFY)));
        Await.until(() -> slow.hanging() > 0);

        Await.result(keeper.stop());

        assertThat(slow.hanging()).as("nobody has answered").isEqualTo(1);
        assertThat(keeper.latest().getFirst().state()).isEqualTo(LakeJob.State.FAILED);
        assertThat(Await.failure(keeper.begin(LakeOrder.of(LakeJob.Kind.VERIFY))))
                .hasMessage("The server stops");
        // Its lease is free: another process takes over at once.
        var other = Await.result(Leases.take(hot.database.manifest(), List.of("lake")));
        assertThat(other).isPresent();
        Await.result(other.orElseThrow().release());
    }

    private LakeJob ended(LakeOrder order) {
        long id = Await.result(keeper.begin(order)).id();
        Await.until(() -> keeper.find(id).orElseThrow().state() != LakeJob.State.RUNNING);
        return keeper.find(id).orElseThrow();
    }
}
