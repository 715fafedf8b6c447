package dev.tidemark.hot;

import dev.tidemark.bus.Topic;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.WriteOutcome;
import dev.tidemark.journal.WriteTopics;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores the batches of one dataset that the batcher asks it to store, and says so.
public final class WriterVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(WriterVerticle.class);
    private static final long SUMMARY_EVERY_MS = 60_000;

    private final HotStore store;
    private final Dataset dataset;
    private final InstantSource clock;
    private final WriterMeter meter = new WriterMeter();
    private final List<Topic.Registration> registrations = new ArrayList<>();
    private Written summarized = Written.NOTHING;

    public WriterVerticle(HotStore store, Dataset dataset, InstantSource clock) {
        this.store = store;
        this.dataset = dataset;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SUMMARY_EVERY_MS, ignored -> summarize());
        return WriteTopics.write(dataset)
                .answer(vertx, this::write)
                .onSuccess(registrations::add)
                .compose(ignored -> WriteTopics.positions(dataset)
                        .answer(vertx, name -> store.positions(name.journal(), name.dataset())))
                .onSuccess(registrations::add);
    }

    @Override
    public Future<?> stop() {
        return Future.all(registrations.stream().map(Topic.Registration::cancel).toList());
    }

    /// Batches stored since the start.
    public long batches() {
        return meter.batches();
    }

    /// What became of their rows.
    public Written written() {
        return meter.written();
    }

    /// Rows a second over the last minute.
    public double rowsPerSecond() {
        return meter.rowsPerSecond(clock.millis());
    }

    private Future<WriteOutcome> write(WriteBatch batch) {
        long startMs = clock.millis();
        return store.write(batch)
                .onSuccess(written -> note(written, clock.millis() - startMs))
                .<WriteOutcome>map(WriteOutcome.Stored::new)
                .recover(WriterVerticle::outOfStepIsAnAnswer);
    }

    private static Future<WriteOutcome> outOfStepIsAnAnswer(Throwable failure) {
        return failure instanceof HotFault.Moved moved
                ? Future.succeededFuture(new WriteOutcome.OutOfStep(String.valueOf(moved.getMessage())))
                : Future.failedFuture(failure);
    }

    private void note(Written written, long tookMs) {
        meter.stored(written, clock.millis());
        LOG.debug(
                "{}: received {}, duplicates {}, inserted {}, dead letters {}, {} ms, {} rows/s",
                dataset.label(),
                written.received(),
                written.duplicates(),
                written.inserted(),
                written.deadLetters(),
                tookMs,
                written.received() * 1_000L / Math.max(1, tookMs));
    }

    private void summarize() {
        Written now = meter.written();
        if (now.received() > summarized.received()) {
            LOG.info(
                    "{}: in the last minute received {}, inserted {}, duplicates {}, dead letters {}",
                    dataset.label(),
                    now.received() - summarized.received(),
                    now.inserted() - summarized.inserted(),
                    now.duplicates() - summarized.duplicates(),
                    now.deadLetters() - summarized.deadLetters());
        }
        summarized = now;
    }
}
