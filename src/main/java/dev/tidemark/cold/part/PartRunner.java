package dev.tidemark.cold.part;

import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the lake writer again and again on a virtual thread of its own. Of several processes one does each round.
public final class PartRunner {

    private static final Logger LOG = LoggerFactory.getLogger(PartRunner.class);
    private static final String LEASE = "parts";

    private final PartWriter writer;
    private final Manifest manifest;
    private final PartConfig config;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Promise<Void> ended = Promise.promise();
    private volatile PartStats stats = PartStats.NONE;

    private PartRunner(PartWriter writer, Manifest manifest, PartConfig config, InstantSource clock) {
        this.writer = writer;
        this.manifest = manifest;
        this.config = config;
        this.clock = clock;
    }

    /// Starts it; the first round comes at once.
    public static PartRunner start(PartWriter writer, Manifest manifest, PartConfig config, InstantSource clock) {
        var runner = new PartRunner(writer, manifest, config, clock);
        Thread.ofVirtual().name("lake-writer").start(runner::run);
        return runner;
    }

    public PartStats stats() {
        return stats;
    }

    /// Ends after the part that is being made.
    public Future<Void> stop() {
        stopping.countDown();
        return ended.future();
    }

    private void run() {
        try {
            do {
                round();
            } while (!stopping.await(config.lookEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete();
        }
    }

    private void round() {
        try {
            Optional<Lease> lease = Wait.on(manifest.lease(LEASE));
            if (lease.isPresent()) {
                try {
                    round(lease.get());
                } finally {
                    Wait.on(lease.get().release());
                }
            }
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }

    private void round(Lease lease) {
        PartRound done = PartRound.NOTHING;
        RuntimeException failure = null;
        for (Dataset dataset : List.of(Dataset.TICKS, Dataset.TRADES)) {
            try {
                done = done.plus(writer.run(dataset, () -> lease.isHeld() && stopping.getCount() > 0));
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        if (done.parts() > 0 || done.retired() > 0) {
            LOG.debug("Wrote {} parts of {} rows, {} were replaced", done.parts(), done.rows(), done.retired());
        }
        stats = stats.after(done, clock.instant());
    }

    /// Said once until it goes well again: a store that is down would fill the log.
    private void failed(RuntimeException failure) {
        if (stats.lastError() == null) {
            LOG.warn("Parts wait in the hot store: {}", failure.toString());
        }
        stats = stats.failed(failure.toString());
    }
}
