package dev.tidemark.history.backfill;

import static dev.tidemark.history.backfill.BackfillFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.history.sync.SyncWorld;
import dev.tidemark.history.sync.SyncWorld.Shape;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.SampleComparison;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Keeps up with a site in the same database while something else happens: five minutes pass again and again, and each
/// time all that is new must be stored.
final class LiveSync implements AutoCloseable {

    private static final String SITE = "live-1";
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant START = TODAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final long MOST_LAG_MS = 25_000;

    private final SyncWorld world;
    private final ConcurrentLinkedQueue<Long> lagsMs = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> ended;
    private volatile boolean isEnding;

    LiveSync(String url, Path folder) {
        world = new SyncWorld(
                new HotDatabase(url),
                folder,
                new Shape(
                        20,
                        1_000,
                        START,
                        options -> options.withSites(List.of(SITE))
                                .withInterval(STEP)
                                .withSince(START),
                        config -> config));
        ended = CompletableFuture.supplyAsync(
                this::rounds, task -> Thread.ofVirtual().name("live sync").start(task));
    }

    /// Ends it. All that the source has must be stored, and no round may have lagged behind.
    void end() {
        isEnding = true;
        ended.orTimeout(1, TimeUnit.MINUTES).join();
        List<Long> sorted = lagsMs.stream().sorted().toList();
        System.out.printf(
                "live sync meanwhile: %d rounds, lag %d ms at the median, %d ms at most%n",
                sorted.size(), sorted.get(sorted.size() / 2), sorted.getLast());
        assertThat(sorted.getLast()).as("ms until a round was stored").isLessThan(MOST_LAG_MS);
        assertThat(sorted).as("rounds").hasSizeGreaterThan(10);
        SampleComparison.Result result = world.compare(SITE, START);
        assertThat(result.examples()).as("samples of the live site").isEmpty();
        assertThat(result.same()).isGreaterThan(20 * 10);
    }

    /// Goes on until it is to end. The answer is how many rounds there were.
    private int rounds() {
        while (!isEnding) {
            world.pass(STEP);
            long begun = System.nanoTime();
            Await.result(world.run());
            world.flush();
            lagsMs.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            assertThat(world.stats(SITE).error()).isNull();
            assertThat(world.stats(SITE).throughUs().orElseThrow())
                    .isGreaterThanOrEqualTo(world.now().minus(STEP).toEpochMilli() * 1_000);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        return lagsMs.size();
    }

    @Override
    public void close() {
        isEnding = true;
        ended.exceptionally(failure -> 0).join();
        world.close();
    }
}
