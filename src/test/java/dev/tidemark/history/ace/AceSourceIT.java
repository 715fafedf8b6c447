package dev.tidemark.history.ace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.history.BuildingSource.PointFacts;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.history.SourceFault;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.simulation.SimulatedBuildings;
import dev.tidemark.simulation.SimulatedFaults.Fault;
import dev.tidemark.simulation.SimulatedOptions;
import dev.tidemark.simulation.SimulatedOptions.Dirt;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Covers fault 4 (`point_samples` not read: rows that silently are none), 5 (counts that begin as no number) and 6
/// (the API's own cursor trusted) of the system that was here before.
class AceSourceIT {

    private static final Instant NOW = Instant.parse("2026-08-07T16:30:00Z");
    private static final String SITE = "site-1";
    private static final int POINTS = 1_074;

    private final Vertx vertx = Vertx.vertx();
    private final SourceCounters counters = new SourceCounters();

    @SuppressWarnings("NullAway.Init") // made by source(), with the options of the test
    private SimulatedBuildings server;

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 500, 1_000, 5_000})
    void everyReadingComesOnceThoughTheCursorIsWrong(int pageSize) {
        AceSource source = source(options(POINTS).withInterval(Duration.ofMinutes(5)), pageSize);

        List<String> read = read(source.samples(SITE, range(Duration.ofMinutes(15))));

        assertThat(read).hasSize(3 * POINTS).doesNotHaveDuplicates();
        assertThat(Set.copyOf(read)).isEqualTo(Set.copyOf(expected(range(Duration.ofMinutes(15)))));
    }

    @Test
    void aCursorThatIsRightIsFollowedAsWell() {
        AceSource source = source(options(POINTS), 500);
        server.faults().cursorIsWrong(false);

        assertThat(read(source.samples(SITE, range(Duration.ofMinutes(3)))))
                .containsExactlyElementsOf(expected(range(Duration.ofMinutes(3))));
    }

    @Test
    void readingsWithoutAValueAreDroppedAndCountedAndCountForTheCursor() {
        AceSource source = source(options(200).withDirt(new Dirt(7, 5, 11, 0, Duration.ZERO)), 50);

        List<String> read = read(source.samples(SITE, range(Duration.ofMinutes(10))));

        assertThat(read).containsExactlyElementsOf(expected(range(Duration.ofMinutes(10))));
        assertThat(counters.dropped(SITE)).isBetween(1L, 2_000L - read.size());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatFailsOnceIsAskedAgain(Fault fault) {
        AceSource source = source(options(200), 100);
        server.faults().retryAfter(0);
        server.faults().next(fault, 2);

        assertThat(read(source.samples(SITE, range(Duration.ofMinutes(5)))))
                .containsExactlyElementsOf(expected(range(Duration.ofMinutes(5))));
        assertThat(server.faults().committed(fault)).isEqualTo(2);
        assertThat(counters.throttled()).isEqualTo(fault == Fault.THROTTLED ? 2 : 0);
    }

    @Test
    void whatFailsForEverIsGivenUp() {
        AceSource source = source(options(20), 100);
        server.faults().chance(Fault.TRUNCATED, 1);

        assertThat(Await.failure(
                        source.samples(SITE, range(Duration.ofMinutes(5))).next()))
                .isInstanceOf(SourceFault.Garbled.class)
                .hasMessageContaining("/timeseries/paginated");
        assertThat(counters.requests()).isEqualTo(4);
    }

    @Test
    void aWaitThatTheSourceAsksForIsKept() {
        AceSource source = source(options(20), 100);
        server.faults().next(Fault.THROTTLED, 1);
        long before = System.nanoTime();

        Await.result(source.points(SITE));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void aWaitThatIsTooLongIsLeftToTheNextRun() {
        AceSource source = source(options(20), 100);
        server.faults().retryAfter(3_600);
        server.faults().next(Fault.THROTTLED, 1);

        assertThat(Await.failure(source.points(SITE))).isInstanceOf(SourceFault.Unavailable.class);
    }

    @Test
    void aTimeWithoutReadingsIsEmpty() {
        AceSource source = source(options(20).withSince(NOW), 100);

        assertThat(read(source.samples(SITE, new TimeRange(us(NOW) - 7_200_000_000L, us(NOW)))))
                .isEmpty();
    }

    @Test
    void aSiteThatIsNotThereIsUnknown() {
        AceSource source = source(options(20), 100);

        assertThat(Await.failure(source.points("no/such site?")))
                .isInstanceOf(SourceFault.Unknown.class)
                .hasMessageContaining("no%2Fsuch%20site%3F");
    }

    @Test
    void aKeyThatIsNotValidIsRefusedAndNotTold() {
        AceSource source = source(options(20).withKey("good"), 100, "wrong-and-secret");

        assertThat(Await.failure(source.sites()))
                .isInstanceOf(SourceFault.Refused.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void withoutAKeyNothingIsAskedTwice() {
        AceSource source = source(options(20).withKey("good"), 100, "");

        assertThat(Await.failure(source.sites())).isInstanceOf(SourceFault.Refused.class);
        assertThat(counters.requests()).isEqualTo(1);
    }

    @Test
    void pointsComeFromAllPagesWithWhatTheyMean() {
        AceSource source = source(options(333), 100);

        List<PointFacts> points = Await.result(source.points(SITE));

        assertThat(points)
                .extracting(PointFacts::name)
                .containsExactlyElementsOf(server.history().names(SITE));
        assertThat(points.getFirst()).satisfies(point -> {
            assertThat(point.unit()).isEqualTo("degreesCelsius");
            assertThat(point.type()).isEqualTo("analogInput");
            assertThat(point.tags()).containsEntry("floor", "0");
            assertThat(point.markers()).containsExactly("sensor");
        });
        assertThat(points.get(2).unit())
                .as("a property that the device does not know")
                .isNull();
        assertThat(Await.result(source.sites())).hasSize(2);
    }

    @Test
    void manyQuestionsKeepToTheRate() {
        AceSource source =
                new AceSource(vertx, config("").withRate(10).withSizes(100, 10), InstantSource.system(), counters);
        long before = System.nanoTime();

        Await.result(source.points(SITE));

        assertThat(counters.requests()).isEqualTo(20);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    private SimulatedOptions options(int points) {
        return SimulatedOptions.of(2, points, InstantSource.fixed(NOW));
    }

    private AceSource source(SimulatedOptions options, int pageSize) {
        return source(options, pageSize, "");
    }

    private AceSource source(SimulatedOptions options, int pageSize, String key) {
        server = Await.result(SimulatedBuildings.start(vertx, options));
        return new AceSource(vertx, config(key).withSizes(pageSize, 100), InstantSource.system(), counters);
    }

    private AceConfig config(String key) {
        if (server == null) {
            server = Await.result(SimulatedBuildings.start(vertx, options(200)));
        }
        return new AceConfig(
                server.address(),
                key,
                false,
                100,
                100,
                1_000,
                Duration.ofSeconds(5),
                4,
                Duration.ofMillis(5),
                Duration.ofSeconds(2));
    }

    private List<String> expected(TimeRange range) {
        return HotDatabase.texts(server.history().stored(SITE, range, us(NOW)));
    }

    private static List<String> read(RecordCursor cursor) {
        return HotDatabase.texts((SampleBatch) HotDatabase.drain(cursor, Dataset.SAMPLES));
    }

    private static TimeRange range(Duration back) {
        return new TimeRange(us(NOW.minus(back)), us(NOW));
    }

    private static long us(Instant time) {
        return time.toEpochMilli() * 1_000;
    }
}
