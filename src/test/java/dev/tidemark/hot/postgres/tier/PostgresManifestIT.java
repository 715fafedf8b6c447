package dev.tidemark.hot.postgres.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Manifest.Draft;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresManifestIT {

    private static final Partition SITE = new Partition(Dataset.SAMPLES, "a");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final FileIndex INDEX = new FileIndex(List.of(
            new FileIndex.Block("p1", "p7", 4, 100, 10, 5, 9), new FileIndex.Block("p7", "pé", 104, 50, 3, -7, 2)));

    private HotDatabase hot;
    private Manifest manifest;

    @BeforeEach
    void open() {
        hot = new HotDatabase();
        manifest = hot.database.manifest();
    }

    @AfterEach
    void close() {
        hot.close();
    }

    private static Draft day(LocalDate day, long lateThrough) {
        return new Draft(SITE, Kind.DAY, day, day.plusDays(1), lateThrough);
    }

    private ColdFile plan(Draft draft) {
        return Await.result(manifest.plan(draft)).withFacts(new FileFacts(154, "abc", 13, -7, 9, INDEX));
    }

    private boolean publish(ColdFile file, ColdFile... basis) {
        return Await.result(manifest.publish(
                file, Set.copyOf(Stream.of(basis).map(ColdFile::id).toList())));
    }

    private ColdFile own(LocalDate day) {
        Await.result(hot.database.hotDays().seal(new PartitionDay(SITE, day)));
        ColdFile file = plan(day(day, 0));
        assertThat(publish(file)).isTrue();
        return file;
    }

    private List<Owner> owners() {
        return Await.result(manifest.owners(SITE, FIRST, FIRST.plusMonths(1)));
    }

    private List<String> state() {
        return hot.sql.texts("select key || ' ' || state from lake_files order by file_id");
    }

    @Test
    void whatWasPlannedAndNeverPublishedIsPlannedAgainAsItWas() {
        ColdFile first = plan(day(FIRST, 5));
        assertThat(plan(day(FIRST, 8))).isEqualTo(first);
        assertThat(first.key()).isEqualTo("timeseries/2026/03/01/a.parquet");
        assertThat(first.lateThrough()).isEqualTo(5);
        assertThat(Await.result(manifest.files(null, null, 10))).isEmpty();

        Await.result(manifest.abandon(first));
        assertThat(plan(day(FIRST, 8)).key()).isEqualTo("timeseries/2026/03/01/a.v2.parquet");
    }

    @Test
    void manyPlansAtOnceAreOnePlan() {
        var plans =
                Stream.generate(() -> manifest.plan(day(FIRST, 0))).limit(10).toList();
        Await.result(Future.all(plans));
        assertThat(plans.stream().map(Future::result).distinct()).hasSize(1);
    }

    @Test
    void aVerifiedFileOwnsASealedDayAndOnlyThat() {
        ColdFile file = plan(day(FIRST, 0));
        assertThat(publish(file)).as("an open day").isFalse();
        assertThat(owners()).isEmpty();

        Await.result(hot.database.hotDays().seal(new PartitionDay(SITE, FIRST)));
        assertThat(publish(file)).isTrue();
        assertThat(owners()).containsExactly(new Owner(FIRST, file));
        assertThat(Await.result(manifest.files(Dataset.SAMPLES, null, 10))).containsExactly(file);
        assertThat(Await.result(manifest.files(Dataset.TICKS, null, 10))).isEmpty();
        assertThat(publish(file)).as("asked again after a lost answer").isTrue();
    }

    @Test
    void aLaterVersionTakesOverWithItsLateRowsAndNoneThatCameSince() {
        hot.samples("a", FIRST, 1, 2);
        hot.samples("a", FIRST.plusDays(1), 1, 2);
        ColdFile first = own(FIRST);
        own(FIRST.plusDays(1));
        hot.lateSample("a", "p1", "2026-03-02 01:00Z", 1);
        hot.lateSample("a", "p1", "2026-03-01 02:00Z", 2);
        hot.lateSample("a", "p1", "2026-03-01 03:00Z", 3);

        ColdFile second = plan(day(FIRST, 2));
        assertThat(second.version()).isEqualTo(2);
        assertThat(publish(second)).as("a basis that owns nothing").isFalse();
        assertThat(publish(second, first)).isTrue();

        assertThat(hot.sql.texts("select value from late_samples order by 1")).containsExactly("1", "3");
        assertThat(owners().getFirst().file()).isEqualTo(second);
        assertThat(state().getFirst()).isEqualTo("timeseries/2026/03/01/a.parquet superseded");
        assertThat(Await.result(manifest.superseded(Instant.now().minusSeconds(60))))
                .isEmpty();
        assertThat(Await.result(manifest.superseded(Instant.now().plusSeconds(60))))
                .containsExactly(first);

        Await.result(manifest.forget(first));
        Await.result(manifest.forget(second));
        assertThat(state().getFirst()).endsWith("removed");
        assertThat(owners()).hasSize(2);
    }

    @Test
    void ofTwoThatPublishOnOneBasisOneWins() {
        ColdFile first = own(FIRST);
        hot.sql.run("drop index lake_files_planned");
        ColdFile second = plan(day(FIRST, 0));
        hot.sql.run("update lake_files set state = 'abandoned' where file_id = " + second.id());
        ColdFile third = plan(day(FIRST, 0));
        hot.sql.run("update lake_files set state = 'planned' where file_id = " + second.id());

        var results = Stream.of(second, third)
                .map(file -> manifest.publish(file, Set.of(first.id())))
                .toList();
        Await.result(Future.all(results));
        assertThat(results.stream().filter(Future::result)).hasSize(1);
        assertThat(owners()).hasSize(1);
    }

    @Test
    void aMonthTakesExactlyTheDaysOfItsBasis() {
        ColdFile one = own(FIRST);
        ColdFile two = own(FIRST.plusDays(1));
        ColdFile month = plan(new Draft(SITE, Kind.MONTH, FIRST, FIRST.plusMonths(1), 0));
        assertThat(month.key()).isEqualTo("timeseries-months/2026/03/a.parquet");
        // While it was written, the second day got a new version.
        ColdFile newTwo = plan(day(FIRST.plusDays(1), 0));
        assertThat(publish(newTwo, two)).isTrue();

        assertThat(publish(month, one, two)).isTrue();
        assertThat(owners()).containsExactly(new Owner(FIRST, month), new Owner(FIRST.plusDays(1), newTwo));
        assertThat(state()).contains("timeseries/2026/03/01/a.parquet live");

        // A later version of the day overrides its month; with its last day the month goes.
        ColdFile newOne = plan(day(FIRST, 0));
        assertThat(publish(newOne, month)).isTrue();
        assertThat(state()).contains("timeseries/2026/03/01/a.parquet superseded", month.key() + " superseded");
    }

    @Test
    void aLeaseIsHeldByOneUntilItIsReleasedOrItsConnectionBreaks() {
        Lease lease = Await.result(manifest.lease("archive")).orElseThrow();
        assertThat(Await.result(manifest.lease("archive"))).isEmpty();
        assertThat(Await.result(manifest.lease("other"))).isPresent();
        Await.result(lease.release());
        assertThat(lease.isHeld()).isFalse();

        Lease second = Await.result(manifest.lease("archive")).orElseThrow();
        assertThat(second.isHeld()).isTrue();
        hot.sql.run("""
            select pg_terminate_backend(pid) from pg_locks
             where locktype = 'advisory' and objsubid = 2 and database = (select oid from pg_database
                   where datname = current_database()) and pid <> pg_backend_pid()
            """);
        Await.until(() -> !second.isHeld());
        Await.result(second.release());
        assertThat(Await.result(manifest.lease("archive"))).isPresent();
    }
}
