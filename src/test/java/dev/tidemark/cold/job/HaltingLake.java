package dev.tidemark.cold.job;

import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.make.StepListener;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.part.PartConfig;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.hot.postgres.PostgresDatabase;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.TestLake;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own that works on a lake and ends at one of its steps as by a power cut.
public final class HaltingLake {

    static final int HALTED = 137;
    static final PartConfig PARTS = new PartConfig(true, Duration.ofMinutes(5), 40, 2);
    static final CompactConfig MONTHS = new CompactConfig(true, Duration.ofDays(3), false);

    private HaltingLake() {}

    /// Arguments: URL of the database, folder, clock, `parts`, `months` or `copies`, the step, and the how-many-eth
    /// time.
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        InstantSource clock = InstantSource.fixed(Instant.parse(args[2]));
        var config = new PostgresConfig(null, 4, Duration.ofSeconds(5), Duration.ofSeconds(10), 0);
        PostgresDatabase database =
                PostgresDatabase.create(vertx, config, args[0], HotConfig.DEFAULT, clock, new NoBytes());
        Await.result(database.ready());
        var left = new AtomicInteger(Integer.parseInt(args[5]));
        StepListener steps = step -> {
            if (step.name().equals(args[4]) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
        var lake = new TestLake(vertx, database, Path.of(args[1]), clock, steps);
        if (args[3].equals("parts")) {
            lake.partWriter(PARTS).run(Dataset.TICKS, () -> true, done -> {});
        } else if (args[3].equals("copies")) {
            Path second = Path.of(args[1]).resolve("second");
            lake.copier(Await.result(FolderObjectStore.open(vertx, second, new ObjectCounters())))
                    .run(() -> true, done -> {});
        } else {
            lake.compactor(MONTHS).run(() -> true);
        }
        Runtime.getRuntime().halt(0);
    }

    static final class NoBytes implements RecordBytes {

        @Override
        public byte[] encode(RecordBatch rows, int row) {
            return new byte[0];
        }

        @Override
        public RecordBatch decode(byte[] bytes) {
            throw new IllegalArgumentException("Expected no dead letters");
        }
    }
}
