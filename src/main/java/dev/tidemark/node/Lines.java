package dev.tidemark.node;

import dev.tidemark.config.Settings;
import dev.tidemark.hot.HotStore;
import dev.tidemark.hot.WriterStats;
import dev.tidemark.hot.WriterVerticle;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.journal.BatcherStats;
import dev.tidemark.journal.BatcherVerticle;
import dev.tidemark.journal.Journal;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The way from the journal to the hot store: a batcher and a writer for each dataset.
final class Lines {

    private record Line(Dataset dataset, BatcherVerticle batcher, WriterVerticle writer) {}

    private final List<Line> lines = new ArrayList<>();

    /// Starts all lines, the writers before the batchers that ask them.
    static Future<Lines> start(
            Vertx vertx, Settings settings, Journal journal, HotStore store, InstantSource clock, Teardown teardown) {
        var all = new Lines();
        Future<?> started = Future.succeededFuture();
        for (Dataset dataset : Dataset.values()) {
            BatchConfig config = settings.batch().getOrDefault(dataset, BatchConfig.DEFAULT);
            var line = new Line(
                    dataset,
                    new BatcherVerticle(journal, dataset, config, clock),
                    new WriterVerticle(store, dataset, clock));
            started =
                    started.compose(ignored -> deploy(vertx, line, teardown)).onSuccess(ignored -> all.lines.add(line));
        }
        return started.map(all);
    }

    /// Stores everything that the journal holds now.
    Future<Void> flush() {
        return Future.all(lines.stream().map(line -> line.batcher().flush()).toList())
                .mapEmpty();
    }

    List<WriterStats> stats() {
        return lines.stream().map(Lines::stats).toList();
    }

    private static Future<?> deploy(Vertx vertx, Line line, Teardown teardown) {
        String name = line.dataset().label();
        return vertx.deployVerticle(line.writer())
                .onSuccess(id -> teardown.add("writer of " + name, () -> vertx.undeploy(id)))
                .compose(ignored -> vertx.deployVerticle(line.batcher()))
                .onSuccess(id -> teardown.add("batcher of " + name, () -> vertx.undeploy(id)));
    }

    private static WriterStats stats(Line line) {
        BatcherStats batcher = line.batcher().stats();
        String state = batcher.isBackingOff() ? "backing off" : batcher.isWriting() ? "writing" : "idle";
        return new WriterStats(
                line.dataset(),
                state,
                line.writer().batches(),
                line.writer().written(),
                line.writer().rowsPerSecond(),
                batcher.pendingRows(),
                batcher.oldestMs() == Long.MAX_VALUE ? 0 : batcher.oldestMs() * 1_000,
                batcher.lastError(),
                batcher.lastErrorMs() * 1_000);
    }
}
