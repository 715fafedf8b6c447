package dev.tidemark.journal.segment;

import static dev.tidemark.journal.JournalDriver.await;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.market.Dataset;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random appends, reads, acknowledgements, power cuts and restarts against a model in memory.
///
/// A power cut is a disk that fails at a random operation, and then loses, keeps, tears, zeroes or scrambles whatever
/// was never forced. `-Dseed=` repeats the actions of one history, which a failure names; how appends meet in groups
/// depends on the machine. `-Dseeds=` sets the number of histories.
class SegmentModelIT {

    private static final int LIVES = 25;
    private static final int STEPS_A_LIFE = 30;

    @TempDir
    private Path directory;

    private Vertx vertx;

    @BeforeEach
    void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void closeVertx() {
        await(vertx.close());
    }

    static LongStream seeds() {
        Long given = Long.getLong("seed");
        return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, Long.getLong("seeds", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsAcknowledgedIsReadOnceAndWhatIsNotIsReadWholeOrNever(long seed) throws IOException {
        try {
            live(new SplittableRandom(seed), new LogModel());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dseed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private void live(SplittableRandom random, LogModel model) throws IOException {
        for (int life = 0; life < LIVES; life++) {
            var operationsLeft = new AtomicInteger(Integer.MAX_VALUE);
            var disk = new FragileDisk(_ -> {
                if (operationsLeft.decrementAndGet() < 0) {
                    throw new IOException("power cut");
                }
            });
            SegmentJournal journal = open(disk);
            try {
                model.check(journal, random.nextInt(3) == 0);
                if (random.nextInt(4) > 0) {
                    operationsLeft.set(random.nextInt(60));
                }
                for (int step = 0; step < STEPS_A_LIFE; step++) {
                    step(journal, model, random);
                }
            } finally {
                await(journal.close());
            }
            disk.loseUnforced(random);
        }
    }

    private SegmentJournal open(Disk disk) {
        var config = new JournalConfig(4 << 20, 16 << 10, 100, Duration.ofMillis(1));
        var limits = new SegmentStore.Limits(1 << 20, 10_000, Duration.ZERO);
        return await(SegmentJournal.open(
                vertx, config, new SegmentStore.Place(directory, disk, InstantSource.system(), limits)));
    }

    private static void step(SegmentJournal journal, LogModel model, SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0 -> model.consume(journal, random);
            case 1 -> journal.acknowledge(Consumer.WRITER, Dataset.TRADES, model.consumed());
            case 2 -> model.repeat(journal, random);
            default -> model.append(journal, random);
        }
    }
}
