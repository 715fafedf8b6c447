package dev.tidemark.cold.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.ObjectCounters.Outcome;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.ObjectStoreContract;
import dev.tidemark.testkit.S3Server;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract against a server that somebody else has written.
class S3ObjectStoreIT extends ObjectStoreContract {

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private static Vertx vertx;
    private static S3Server server;

    private final ObjectCounters counters = new ObjectCounters();
    private S3Config config;
    private S3ObjectStore store;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        Await.result(vertx.close());
    }

    @BeforeEach
    void open() {
        config = server.bucket("lake-" + BUCKETS.incrementAndGet());
        store = Await.result(S3ObjectStore.open(vertx, config, counters));
    }

    @AfterEach
    void close() {
        Await.result(store.close());
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void theChecksumIsKeptWithTheObject() {
        put("a.parquet", random(1_000, 1));
        put("large.parquet", random(6 << 20, 1));

        assertThat(Await.result(store.head("a.parquet")).orElseThrow().sha256())
                .isEqualTo(digest(random(1_000, 1)).sha256());
        assertThat(Await.result(store.head("large.parquet")).orElseThrow().sha256())
                .isEqualTo(digest(random(6 << 20, 1)).sha256());
    }

    @Test
    void requestsAndBytesAreCounted() {
        put("a", random(10, 1));
        put("a", random(10, 1));
        read("a", 0, 4);
        Await.failure(store.read("b", 0, 4));

        assertThat(counters.requests(Operation.PUT, Outcome.OK)).isEqualTo(1);
        assertThat(counters.requests(Operation.PUT, Outcome.EXISTS)).isEqualTo(1);
        assertThat(counters.requests(Operation.READ, Outcome.OK)).isEqualTo(1);
        assertThat(counters.requests(Operation.READ, Outcome.MISSING)).isEqualTo(1);
        assertThat(counters.bytes(Operation.PUT)).isEqualTo(20);
        assertThat(counters.bytes(Operation.READ)).isEqualTo(4);
    }

    @Test
    void aWrongKeyIsRefused() {
        var wrong = new S3Config(
                config.endpoint(), null, config.bucket(), null, "access-key", "wrong", 5 << 20, 4, config.timeout());
        var locked = Await.result(S3ObjectStore.open(vertx, wrong, counters));

        assertThat(Await.failure(locked.read("a", 0, 1)))
                .isInstanceOf(ColdFault.Refused.class)
                .hasMessageContaining("403");
        Await.result(locked.close());
    }

    @Test
    void aBucketThatIsNotThereIsRefused() {
        var elsewhere = Await.result(S3ObjectStore.open(vertx, config.withBucket("no-such-bucket"), counters));

        assertThat(Await.failure(elsewhere.read("a", 0, 1)))
                .isInstanceOf(ColdFault.Refused.class)
                .hasMessageContaining("NoSuchBucket");
        Await.result(elsewhere.close());
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        var nowhere = new S3Config(
                URI.create("http://127.0.0.1:1"),
                null,
                "lake",
                null,
                "access",
                "secret",
                5 << 20,
                4,
                Duration.ofSeconds(2));
        var closed = Await.result(S3ObjectStore.open(vertx, nowhere, counters));

        assertThat(Await.failure(closed.read("a", 0, 1))).isInstanceOf(ColdFault.Unavailable.class);
        Await.result(closed.close());
    }

    @Test
    void theBucketSaysWhereItIs() {
        assertThat(store.describe()).isEqualTo("s3://" + config.bucket());
    }
}
