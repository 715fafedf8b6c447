package dev.tidemark.journal;

import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;

/// Takes the records of one dataset from the journal and hands them to the writer in batches.
///
/// Starts at once, whatever the state of the database: what cannot be written waits in the journal.
public final class BatcherVerticle extends VerticleBase {

    private final Journal journal;
    private final Dataset dataset;
    private final BatchConfig config;
    private final InstantSource clock;
    private volatile Batcher batcher;

    @SuppressWarnings("NullAway.Init") // the batcher needs the context, which comes with start()
    public BatcherVerticle(Journal journal, Dataset dataset, BatchConfig config, InstantSource clock) {
        this.journal = journal;
        this.dataset = dataset;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        batcher = new Batcher(vertx, journal, dataset, config, clock);
        batcher.run();
        return Future.succeededFuture();
    }

    /// Stores what can be stored in seven seconds; the rest is in the journal.
    @Override
    public Future<?> stop() {
        return batcher.drain();
    }

    /// Stores all that the journal holds now, without waiting for batches to fill. Callable from any thread.
    public Future<Void> flush() {
        Promise<Void> flushed = Promise.promise();
        context.runOnContext(ignored -> batcher.flush().onComplete(flushed));
        return flushed.future();
    }

    /// The figures of this moment; callable from any thread once deployed.
    public BatcherStats stats() {
        return batcher.stats();
    }
}
