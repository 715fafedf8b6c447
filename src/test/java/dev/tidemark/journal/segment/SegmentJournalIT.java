package dev.tidemark.journal.segment;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.JournalContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SegmentJournalIT extends JournalContract {

    @TempDir
    private Path directory;

    @Override
    protected Future<? extends Journal> open(Vertx onVertx, long maxBytes) {
        var config = new JournalConfig(maxBytes, 1 << 20, 1_000, Duration.ofMillis(5));
        return SegmentJournal.open(onVertx, directory, config, InstantSource.system());
    }
}
