package dev.tidemark.history.backfill;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Goes on with a backfill that a process has left behind, this one's last run included.
public final class BackfillVerticle extends VerticleBase {

    private static final long LOOK_EVERY_MS = 5_000;

    private final Backfills backfills;
    private final Path folder;

    /// @param folder for files on their way, which is the backfill's alone
    public BackfillVerticle(Backfills backfills, Path folder) {
        this.backfills = backfills;
        this.folder = folder;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(this::emptyFolder).onComplete(emptied -> {
            vertx.setPeriodic(LOOK_EVERY_MS, look -> backfills.look());
            backfills.look();
        });
    }

    @Override
    public Future<?> stop() {
        return backfills.stop();
    }

    /// Files of a process that was killed: whatever they were for is written again.
    private Path emptyFolder() {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
