package dev.tidemark.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.bus.Bus;
import dev.tidemark.hot.HotFault;
import dev.tidemark.journal.segment.SegmentJournal;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One group of lanes whose writes fail beside another whose writes succeed.
class BatcherBackoffIT {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void aGroupThatFailsIsSeenToBackOffWhileAnotherWrites() {
        var isMended = new AtomicBoolean();
        var written = new AtomicInteger();
        String failing = symbolOf(0);
        String working = symbolOf(1);
        Bus.install(vertx);
        var journal = Await.result(SegmentJournal.open(
                vertx,
                directory,
                new JournalConfig(64 << 20, 1 << 20, 1_000, Duration.ofMillis(1)),
                InstantSource.system()));
        Await.result(
                WriteTopics.positions(Dataset.TRADES).answer(vertx, name -> Future.succeededFuture(new Positions())));
        Await.result(WriteTopics.write(Dataset.TRADES).answer(vertx, batch -> {
            if (!isMended.get() && batch.rows().series(0).symbol().equals(failing)) {
                return Future.failedFuture(new HotFault.Unavailable("down", new IllegalStateException("test")));
            }
            written.addAndGet(batch.rows().size());
            return Future.succeededFuture(new WriteOutcome.Stored(Written.NOTHING));
        }));
        var config = new BatchConfig(1, Duration.ofMillis(1), 10, 2);
        var batcher = new BatcherVerticle(journal, Dataset.TRADES, config, InstantSource.system());
        Await.result(vertx.deployVerticle(batcher));

        Await.result(journal.append(Batches.trades(failing, 0, 1)));
        Await.until(() -> batcher.stats().isBackingOff());
        for (int i = 0; i < 20; i++) {
            int before = written.get();
            Await.result(journal.append(Batches.trades(working, i, 1)));
            Await.until(() -> written.get() > before);
            assertThat(batcher.stats().isBackingOff()).as("after %d writes", i).isTrue();
        }

        isMended.set(true);
        Await.until(() -> !batcher.stats().isBackingOff());
        assertThat(written.get()).isEqualTo(21);
        Await.result(journal.close());
    }

    /// A symbol whose lane belongs to one of two groups.
    private static String symbolOf(int group) {
        int i = 0;
        while (Batches.series(Dataset.TRADES, "G" + i).lane() % 2 != group) {
            i++;
        }
        return "G" + i;
    }
}
