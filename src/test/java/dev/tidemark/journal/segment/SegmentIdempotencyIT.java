package dev.tidemark.journal.segment;

import dev.tidemark.journal.IdempotencyContract;
import dev.tidemark.journal.Journal;
import dev.tidemark.journal.JournalConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SegmentIdempotencyIT extends IdempotencyContract {

    @TempDir
    private Path directory;

    @Override
    protected Future<? extends Journal> open(Vertx onVertx, InstantSource clock) {
        var config = new JournalConfig(64 << 20, 1 << 20, 1_000, Duration.ofMillis(5));
        return SegmentJournal.open(onVertx, directory, config, clock);
    }
}
