package dev.tidemark.cold.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.ObjectCounters.Outcome;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.FaultyS3;
import dev.tidemark.testkit.FaultyS3.Fault;
import dev.tidemark.testkit.FaultyS3.Op;
import dev.tidemark.testkit.ObjectStoreContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract against a server that can misbehave, and what happens when it does.
class FaultyS3IT extends ObjectStoreContract {

    private static final int LARGE = 11 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final ObjectCounters counters = new ObjectCounters();

    @TempDir
    private Path folder;

    private FaultyS3 server;
    private S3ObjectStore store;

    @BeforeEach
    void open() {
        server = FaultyS3.start(vertx, folder.resolve("bucket"));
        store = Await.result(S3ObjectStore.open(vertx, patience(server.config(), Duration.ofSeconds(10)), counters));
        server.resetCounts();
    }

    @AfterEach
    void close() {
        Await.result(store.close());
        server.close();
        Await.result(vertx.close());
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_500", "SLOW_DOWN", "ANSWER_LOST", "TRUNCATED"})
    void aFaultThatPassesIsNotNoticed(Fault fault) {
        put("a", random(1_000, 1));
        for (Op op : List.of(Op.GET, Op.HEAD, Op.LIST, Op.DELETE)) {
            server.plan(op, fault, 2);
        }

        assertThat(read("a", 10, 100)).hasSize(100);
        assertThat(Await.result(store.head("a"))).isPresent();
        assertThat(list("", null, 10)).containsExactly("a");
        Await.result(store.delete("a"));
        assertThat(Await.result(store.head("a"))).isEmpty();
        assertThat(counters.requests(Operation.READ, Outcome.RETRIED)).isEqualTo(2);
        assertThat(counters.requests(Operation.READ))
                .isEqualTo(server.requests(Op.GET))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_500", "SLOW_DOWN"})
    void aFaultThatStaysMakesTheStoreUnavailable(Fault fault) {
        for (Op op : Op.values()) {
            server.plan(op, fault, 1_000);
        }

        assertThat(Await.failure(store.read("a", 0, 1))).isInstanceOf(ColdFault.Unavailable.class);
        assertThat(Await.failure(putting("a", random(10, 1)))).isInstanceOf(ColdFault.Unavailable.class);
        server.heal();
        assertThat(Await.result(store.head("a"))).isEmpty();
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        var hasty = Await.result(S3ObjectStore.open(vertx, patience(server.config(), Duration.ofSeconds(1)), counters));
        server.plan(Op.GET, Fault.SILENCE, 1_000);

        assertThat(Await.failure(hasty.read("a", 0, 1))).isInstanceOf(ColdFault.Unavailable.class);
        Await.result(hasty.close());
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_500", "SLOW_DOWN", "ANSWER_LOST", "CONFLICT", "NO_CONDITIONS"})
    void aPutSurvivesAFaultThatPasses(Fault fault) {
        server.plan(Op.PUT, fault, 1);

        assertThat(put("a", random(1_000, 1))).isIn(Put.CREATED, Put.SAME);

        server.heal();
        assertThat(read("a", 0, 1_000)).isEqualTo(random(1_000, 1));
        assertThat(put("a", random(1_000, 2))).isEqualTo(Put.DIFFERENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_500", "SLOW_DOWN", "ANSWER_LOST"})
    void aLargePutSurvivesAFaultOfAnyOfItsRequests(Fault fault) {
        // Begin, three parts, end.
        for (int request = 0; request < 5; request++) {
            String key = "large-" + request;
            server.planAfter(request, Op.PUT, fault);

            assertThat(put(key, random(LARGE, request))).isIn(Put.CREATED, Put.SAME);

            assertThat(Await.result(store.head(key)).orElseThrow().bytes()).isEqualTo(LARGE);
            assertThat(server.unfinishedUploads())
                    .as("after request %d", request)
                    .isLessThanOrEqualTo(request + 1);
            server.heal();
        }
    }

    @Test
    void aLargePutThatFailsLeavesNoParts() {
        server.planAfter(2, Op.PUT, Fault.REFUSAL);

        assertThat(Await.failure(putting("large", random(LARGE, 1)))).isInstanceOf(ColdFault.Refused.class);

        assertThat(server.unfinishedUploads()).isZero();
        assertThat(Await.result(store.head("large"))).isEmpty();
    }

    @Test
    void aServerWithoutConditionsIsLookedAtFirst() {
        server.plan(Op.PUT, Fault.NO_CONDITIONS, 1_000);

        assertThat(put("a", random(10, 1))).isEqualTo(Put.CREATED);
        assertThat(put("a", random(10, 1))).isEqualTo(Put.SAME);
        assertThat(put("a", random(10, 2))).isEqualTo(Put.DIFFERENT);
        assertThat(put("large", random(LARGE, 1))).isEqualTo(Put.CREATED);
        assertThat(put("large", random(LARGE, 2))).isEqualTo(Put.DIFFERENT);
    }

    @Test
    void anObjectThatIsLostAfterItsPutIsMissing() {
        server.plan(Op.PUT, Fault.OBJECT_LOST, 1);

        assertThat(put("a", random(10, 1))).isEqualTo(Put.CREATED);

        assertThat(Await.failure(store.read("a", 0, 10))).isInstanceOf(ColdFault.Missing.class);
    }

    @Test
    void otherBytesOfTheRightLengthAreHandedOn() {
        put("a", random(10, 1));
        server.plan(Op.GET, Fault.OTHER_BYTES, 1);

        // Whoever reads knows the checksum: the store does not.
        assertThat(read("a", 0, 10)).isNotEqualTo(random(10, 1));
    }

    @Test
    void anObjectWithoutAChecksumIsReadToBeCompared() {
        server.replace("a", random(3 << 20, 1));

        assertThat(put("a", random(3 << 20, 1))).isEqualTo(Put.SAME);
        assertThat(put("a", random(3 << 20, 2))).isEqualTo(Put.DIFFERENT);
    }

    @Test
    void manyReadsGoAtOnceUpToTheBound() {
        put("a", random(100_000, 1));
        server.delay(Duration.ofMillis(40));
        server.resetCounts();
        long begun = System.nanoTime();

        List<Future<byte[]>> reads =
                IntStream.range(0, 256).mapToObj(i -> store.read("a", i, 1_000)).toList();
        reads.forEach(Await::result);

        // One after the other they would take 10 s.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(server.requests(Op.GET)).isEqualTo(256);
        assertThat(server.bytes(Op.GET)).isEqualTo(256_000);
    }

    private static S3Config patience(S3Config config, Duration timeout) {
        return new S3Config(
                config.endpoint(),
                null,
                config.bucket(),
                null,
                config.accessKey(),
                config.secretKey(),
                config.partBytes(),
                config.concurrency(),
                timeout);
    }
}
