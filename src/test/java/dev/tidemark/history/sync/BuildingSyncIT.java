package dev.tidemark.history.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.history.sync.SyncWorld.Shape;
import dev.tidemark.simulation.SimulatedFaults.Fault;
import dev.tidemark.simulation.SimulatedOptions;
import dev.tidemark.simulation.SimulatedOptions.Dirt;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.SampleComparison;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Covers fault 7 of the system that was here before (a watermark of now instead of the highest time less a margin),
/// and once more 4 to 6.
class BuildingSyncIT {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    /// Three sites for a day, all samples compared one by one. `-Dtidemark.nightly=true` makes it a day of
    /// full-size sites, some four million samples.
    @Test
    void aDayWithFaultsAndDeathsIsThereOnce() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        UnaryOperator<SimulatedOptions> dirty = options -> options.withSeed(seed)
                .withInterval(FIVE_MINUTES)
                .withDirt(new Dirt(50, 60, 70, 20, Duration.ofMinutes(40)));
        Shape shape = Boolean.getBoolean("tidemark.nightly")
                ? new Shape(
                        4_583,
                        50_000,
                        SyncWorld.START,
                        options -> dirty.apply(options).withSince(SyncWorld.START),
                        config -> config)
                : Shape.small(dirty, config -> config);
        try (var world = new SyncWorld(new HotDatabase(), folder, shape)) {
            world.server.faults().chance(Fault.ERROR, 0.03);
            world.server.faults().chance(Fault.THROTTLED, 0.02);
            world.server.faults().chance(Fault.TRUNCATED, 0.02);
            world.server.faults().chance(Fault.CUT, 0.02);
            world.server.faults().chance(Fault.BAD_GATEWAY, 0.01);
            world.server.faults().fail("site-3", true);
            passADay(world, new Random(seed));
            for (Fault fault : List.of(Fault.ERROR, Fault.THROTTLED, Fault.TRUNCATED, Fault.CUT, Fault.BAD_GATEWAY)) {
                assertThat(world.server.faults().committed(fault))
                        .as("%s", fault)
                        .isPositive();
                world.server.faults().chance(fault, 0);
            }
            Await.result(world.run());

            for (String site : List.of("site-1", "site-2", "site-3")) {
                assertSame(world, site, SyncWorld.START.plus(FIVE_MINUTES).minus(Duration.ofHours(24)));
                assertThat(world.stats(site).error()).as(site).isNull();
            }
            assertThat(world.counters.dropped("site-1")).isPositive();
        }
    }

    /// One site is out of reach until noon, and holds nobody up.
    private static void passADay(SyncWorld world, Random random) {
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
            if (passed.equals(Duration.ofHours(12))) {
                Await.result(world.run());
                assertThat(world.stored("site-3")).isEmpty();
                assertThat(world.stored("site-1")).isNotEmpty();
                assertThat(world.stats("site-3").error()).contains("/sites/site-3/");
                world.server.faults().fail("site-3", false);
            }
        }
    }

    @Test
    void aSiteThatIsAddedToTheConfigurationIsThereAfterAStart() {
        var sites = new AtomicReference<>(List.of("site-1"));
        try (var world = new SyncWorld(
                folder, options -> options.withInterval(FIVE_MINUTES), config -> SyncConfig.of(sites.get()))) {
            world.pass(FIVE_MINUTES);
            Await.result(world.run());
            assertThat(world.stored("site-2")).isEmpty();

            sites.set(List.of("site-1", "site-2"));
            world.kill();
            world.pass(FIVE_MINUTES);
            Await.result(world.run());

            Instant from = SyncWorld.START.plus(FIVE_MINUTES).minus(Duration.ofHours(24));
            assertSame(world, "site-1", from);
            assertSame(world, "site-2", from.plus(FIVE_MINUTES));
            assertThat(Await.result(world.hot.database.sampleCatalog().sites()).stream()
                            .map(site -> site.name() + " " + site.points()))
                    .containsExactly("site-1 100", "site-2 100");
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
            assertSame(world, "site-1", from);
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
            assertSame(world, "site-2", from);
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

    private static void assertSame(SyncWorld world, String site, Instant from) {
        SampleComparison.Result result = world.compare(site, from);
        System.out.printf("%s: %,d samples as they should be, %,d not%n", site, result.same(), result.faults());
        assertThat(result.examples()).as("samples of %s", site).isEmpty();
        assertThat(result.same()).as("samples of %s", site).isPositive();
    }
}
