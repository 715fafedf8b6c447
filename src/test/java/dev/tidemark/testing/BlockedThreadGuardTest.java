package dev.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BlockedThreadGuardTest {

    @Test
    void aBlockedEventLoopIsHeardOf() throws Exception {
        var vertx = Vertx.vertx();
        var release = new CountDownLatch(1);
        vertx.runOnContext(nothing -> awaitBlocking(release));

        assertThat(complaintsWithin(10)).first().asString().contains("has been blocked for");

        release.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        BlockedThreadGuard.takeComplaints();
    }

    private static void awaitBlocking(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static java.util.List<String> complaintsWithin(int seconds) throws InterruptedException {
        var nobody = new CountDownLatch(1);
        for (int i = 0; i < seconds * 20; i++) {
            var complaints = BlockedThreadGuard.takeComplaints();
            if (!complaints.isEmpty()) {
                return complaints;
            }
            // The checker has no event to wait for, so it is asked twenty times a second.
            assertThat(nobody.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        return java.util.List.of();
    }
}
