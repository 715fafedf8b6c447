package dev.tidemark.history.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulation.SimulatedFaults.Fault;
import dev.tidemark.simulation.SimulatedOptions.Dirt;
import dev.tidemark.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Covers fault 7 of the system that was here before (a watermark of now instead of the highest time less a margin),
/// and once more 4 to 6.
class BuildingSyncIT {

    private static final Logger LOG = LoggerFactory.getLogger(BuildingSyncIT.class);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void aDayWithFaultsAndDeathsIsThereOnce() {
        long seed = Long.getLong("seed", System.nanoTime());
        LOG.info("seed {}", seed);
        var random = new Random(seed);
        try (var world = new SyncWorld(
                folder,
                options -> options.withSeed(seed)
                        .withInterval(FIVE_MINUTES)
                        .withDirt(new Dirt(50, 60, 70, 20, Duration.ofMinutes(40))),
                config -> config)) {
            world.server.faults().chance(Fault.ERROR, 0.03);
            world.server.faults().chance(Fault.THROTTLED, 0.02);
            world.server.faults().chance(Fault.TRUNCATED, 0.02);
            world.server.faults().chance(Fault.CUT, 0.02);
            world.server.faults().chance(Fault.BAD_GATEWAY, 0.01);
            world.server.faults().fail("site-3", true);
            for (Duration passed = Duration.ZERO; passed.toHours() < 24; passed = passed.plus(FIVE_MINUTES)) {
                world.pass(FIVE_MINUTES);
                var run = world.run();
                // Where a site begins is kept by its first run, which is let end.
                if (!passed.isZero() && random.nextInt(20) == 0) {
                    LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(20)));
                    world.kill();
                } else {
                    Await.result(run);
                }
            }
            for (Fault fault : List.of(Fault.ERROR, Fault.THROTTLED, Fault.TRUNCATED, Fault.CUT, Fault.BAD_GATEWAY)) {
                assertThat(world.server.faults().committed(fault))
                        .as("%s", fault)
                        .isPositive();
                world.server.faults().chance(fault, 0);
            }
            Await.result(world.run());

            Instant from = SyncWorld.START.plus(FIVE_MINUTES).minus(Duration.ofHours(24));
            for (String site : List.of("site-1", "site-2")) {
                assertSame(world.stored(site), world.held(site, from), site);
            }
            assertThat(world.stored("site-3")).isEmpty();
            assertThat(world.stats("site-3").error()).contains("/sites/site-3/");
            assertThat(world.stats("site-1").error()).isNull();
            assertThat(world.counters.dropped("site-1")).isPositive();
        }
    }

    @Test
    void whatComesLateIsFollowedAfterASilence() {
        try (var world = new SyncWorld(
                folder,
                options -> options.withInterval(FIVE_MINUTES).withDirt(new Dirt(0, 0, 0, 3, Duration.ofMinutes(50))),
                config -> config)) {
            world.pass(Duration.ofHours(2));
            Await.result(world.run());
            int early = world.stored("site-1").size();
            world.pass(Duration.ofMinutes(49));
            Await.result(world.run());

            assertThat(world.stored("site-1").size()).isGreaterThan(early);
            Instant from = SyncWorld.START.minus(Duration.ofHours(22));
            assertSame(world.stored("site-1"), world.held("site-1", from), "site-1");
            assertThat(world.stats("site-1").throughUs().orElseThrow())
                    .as("how far it is read, which is no later than the last sample")
                    .isLessThan(SyncWorld.us(world.now()));
        }
    }

    @Test
    void aSiteThatWasDownForDaysIsReadFromWhereItStopped() {
        try (var world = new SyncWorld(folder, options -> options.withInterval(FIVE_MINUTES), config -> config)) {
            world.pass(FIVE_MINUTES);
            Await.result(world.run());
            world.server.faults().fail("site-2", true);
            for (int day = 0; day < 3; day++) {
                world.pass(Duration.ofDays(1));
                Await.result(world.run());
            }
            assertThat(world.stats("site-2").error()).isNotNull();
            world.server.faults().fail("site-2", false);
            world.kill();
            Await.result(world.run());

            Instant from = SyncWorld.START.plus(FIVE_MINUTES).minus(Duration.ofHours(24));
            assertSame(world.stored("site-2"), world.held("site-2", from), "site-2");
        }
    }

    @Test
    void aRunThatIsDueWhileOneIsUnderWayIsNotBegun() {
        try (var world = new SyncWorld(folder, options -> options.withInterval(FIVE_MINUTES), config -> config)) {
            world.pass(FIVE_MINUTES);
            world.server.faults().next(Fault.SLOW, 3);
            var first = world.run();
            Await.result(world.run());

            assertThat(first.isComplete()).isTrue();
            assertThat(world.stats("site-1").runs()).isEqualTo(1);
            assertThat(world.stats("site-1").skipped()).isEqualTo(1);
        }
    }

    @Test
    void pointsRegisterThemselvesWithWhatIsKnownOfThem() {
        try (var world = new SyncWorld(folder, options -> options.withInterval(FIVE_MINUTES), config -> config)) {
            world.pass(FIVE_MINUTES);
            Await.result(world.run());
            world.flush();

            assertThat(world.hot.sql.number("select count(*) from building_points"))
                    .isEqualTo(300);
            assertThat(world.hot.sql.texts("select unit, type, tags->>'floor', tags->'sensor' from points"
                            + " where site_name = 'site-1' and point_name like '%/0'"))
                    .containsExactly("degreesCelsius|analogInput|0|true");
            assertThat(world.stats("site-1").points()).isEqualTo(100);
        }
    }

    @Test
    void onlyConfiguredPointsAreKeptWhereThatIsWanted() {
        try (var world = new SyncWorld(
                folder,
                options -> options.withInterval(FIVE_MINUTES),
                config -> new SyncConfig(
                        List.of("site-1"), FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES, Duration.ofHours(1), true))) {
            world.pass(FIVE_MINUTES);
            Await.result(world.run());

            assertThat(world.stored("site-1")).hasSize(20).allMatch(sample -> sample.matches(".*/\\d*[05]@.*"));
        }
    }

    private static void assertSame(List<String> stored, List<String> held, String site) {
        assertThat(stored).as("samples of %s that are there twice", site).doesNotHaveDuplicates();
        var missing = new HashSet<>(held);
        stored.forEach(missing::remove);
        assertThat(missing.stream().limit(5))
                .as("samples of %s that are missing", site)
                .isEmpty();
        assertThat(stored).as("samples of %s", site).hasSameSizeAs(held);
        assertThat(held).isNotEmpty();
    }
}
