package dev.tidemark.cold.archive;

import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A process that runs the archiver once, and dies at a step as if it were killed: no hook, no finally, no flush.
public final class HaltingArchiver {

    /// What a shell says of a process that got SIGKILL.
    static final int KILLED = 137;

    private HaltingArchiver() {}

    /// @param arguments URL of the database, data folder, step at which to die or `-`
    public static void main(String[] arguments) {
        var fixture = new ArchiveFixture(Path.of(arguments[1]), new HotDatabase(arguments[0]));
        fixture.config = new ArchiveConfig(
                fixture.config.hotDays(),
                fixture.config.hotMaxBytes(),
                fixture.config.at(),
                Duration.ZERO,
                1,
                1,
                Duration.ZERO,
                // The next process finds what this one supersedes.
                Duration.ofMillis(1));
        // It stands still: far enough ahead that what is superseded during the run is past its grace.
        fixture.now = Instant.now().plusSeconds(3_600);
        fixture.steps = (step, subject) -> {
            if (step.name().equals(arguments[2])) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        Archiver archiver = fixture.archiver();
        Await.result(archiver.begin(new ArchiveOrder(ArchiveOrder.Reason.MANUAL, null, null, null, null, true)));
        RunReport end = Await.result(archiver.ended());
        Runtime.getRuntime().halt(end.state() == RunReport.State.COMPLETED ? 0 : 1);
    }
}
