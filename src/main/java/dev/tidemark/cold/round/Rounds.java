package dev.tidemark.cold.round;

import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.make.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Does the same work again and again on a virtual thread of its own. Of several processes one does each round.
public final class Rounds {

    /// How long the work at hand may go on once it is to end. It may wait for a store that does not answer, and a
    /// process has ten seconds for all of its parts; what is left undone is found by the next round of any process.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Manifest manifest;
    private final Pace pace;
    private final Work work;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Promise<Void> ended = Promise.promise();
    private final Thread thread;

    /// @param lease that keeps other processes away from a round
    /// @param every the pause between two rounds
    public record Pace(String lease, Duration every) {}

    /// What is done. Blocks.
    public interface Work {

        /// One round. May throw.
        ///
        /// @param mayGoOn false to end behind the piece of work that is at hand
        void round(BooleanSupplier mayGoOn);

        /// Hears why a round failed. The next one comes as if it had not.
        void failed(RuntimeException failure);
    }

    private Rounds(Manifest manifest, Pace pace, Work work) {
        this.manifest = manifest;
        this.pace = pace;
        this.work = work;
        this.thread = Thread.ofVirtual().name("rounds of " + pace.lease()).unstarted(this::run);
    }

    /// Starts; the first round comes at once.
    public static Rounds start(Manifest manifest, Pace pace, Work work) {
        var rounds = new Rounds(manifest, pace, work);
        rounds.thread.start();
        return rounds;
    }

    /// Ends behind the piece of work that is at hand, or interrupts it where it takes more than a second.
    public Future<Void> stop() {
        stopping.countDown();
        Thread.ofVirtual().name("end of " + thread.getName()).start(this::interruptAfterGrace);
        return ended.future();
    }

    private void interruptAfterGrace() {
        try {
            if (!thread.join(GRACE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                round();
            } while (!stopping.await(pace.every().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete();
        }
    }

    private void round() {
        try {
            Optional<Lease> lease = Wait.on(manifest.lease(pace.lease()));
            if (lease.isPresent()) {
                try {
                    work.round(() -> lease.get().isHeld() && stopping.getCount() > 0);
                } finally {
                    Wait.on(lease.get().release());
                }
            }
        } catch (RuntimeException failure) {
            if (!Thread.currentThread().isInterrupted()) {
                work.failed(failure);
            }
        }
    }
}
