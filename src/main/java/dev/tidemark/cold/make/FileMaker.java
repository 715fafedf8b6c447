package dev.tidemark.cold.make;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFileWriter;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cursor.RecordCursor;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes a file to the local disk, uploads it and reads it back. Thread-safe; blocks.
public final class FileMaker {

    private final ObjectStore objects;
    private final ColdFileWriter.Factory writers;
    private final Verification verification;
    private final Path folder;

    /// @param folder for files on their way, which is made where there is none
    public FileMaker(ObjectStore objects, ColdFileWriter.Factory writers, Verification verification, Path folder) {
        this.objects = objects;
        this.writers = writers;
        this.verification = verification;
        this.folder = folder;
    }

    /// What is done so far.
    public enum Step {
        WRITTEN,
        UPLOADED,
        VERIFIED
    }

    /// What is to be made.
    ///
    /// @param planned with its key; its facts are not looked at
    /// @param rows that there must be; -1 where nobody knows
    /// @param more metadata of the caller's own
    public record Order(ColdFile planned, long rows, Map<String, String> more) {}

    /// Makes a file. The verified file with its facts, or empty where other bytes are under its key.
    ///
    /// Fails with a [dev.tidemark.cold.ColdFault] or whatever the rows fail with; where they are not as many
    /// as ordered,
    /// with [IllegalStateException] before anything is uploaded.
    public Optional<ColdFile> make(Order order, Supplier<Future<RecordCursor>> rows, StepListener steps) {
        ColdFile planned = order.planned();
        Path file = folder.resolve(planned.kind() + "-" + planned.id() + ".parquet");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            ColdFile written = planned.withFacts(write(order, file, Wait.on(rows.get())));
            steps.reached(Step.WRITTEN);
            FileFacts facts = written.facts();
            Put put = Wait.on(objects.put(planned.key(), file, new Digest(facts.bytes(), facts.sha256())));
            if (put == Put.DIFFERENT) {
                return Optional.empty();
            }
            steps.reached(Step.UPLOADED);
            verification.verify(written);
            steps.reached(Step.VERIFIED);
            return Optional.of(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(file);
        }
    }

    private FileFacts write(Order order, Path file, RecordCursor rows) throws IOException {
        ColdFile planned = order.planned();
        var description = new ColdFileWriter.Description(
                planned.partition(),
                planned.kind(),
                planned.fromDay(),
                planned.toDay(),
                planned.version(),
                planned.lateThrough(),
                order.more());
        try (ColdFileWriter writer = writers.create(file, description)) {
            for (var batch = Wait.on(rows.next()); batch.isPresent(); batch = Wait.on(rows.next())) {
                writer.add(batch.get());
            }
            FileFacts facts = writer.finish();
            if (order.rows() >= 0 && order.rows() != facts.rows()) {
                throw new IllegalStateException(
                        "Expected " + order.rows() + " rows for " + planned.key() + ", was " + facts.rows());
            }
            return facts;
        } finally {
            Wait.on(rows.close());
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
