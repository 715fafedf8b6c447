package dev.tidemark.cold.make;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFileWriter;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
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

    /// @param folder for files on their way, which is made where there is none; this maker's alone
    public FileMaker(ObjectStore objects, ColdFileWriter.Factory writers, Verification verification, Path folder) {
        this.objects = objects;
        this.writers = writers;
        this.verification = verification;
        this.folder = folder;
    }

    /// What is done so far.
    public enum Step {
        /// Some more rows are in the file on the local disk.
        WRITING,
        /// The file is whole on the local disk.
        WRITTEN,
        /// It is in the object store.
        UPLOADED,
        /// It has been read back.
        VERIFIED
    }

    /// What is to be made.
    ///
    /// @param planned with its key; its facts are not looked at
    /// @param rows that there must be; -1 where nobody knows
    /// @param more metadata of the caller's own
    public record Order(ColdFile planned, long rows, Map<String, String> more) {

        public static Order of(ColdFile planned) {
            return new Order(planned, -1, Map.of());
        }
    }

    /// Removes what a process that was killed has left on the local disk: whatever it was for is made again. For
    /// the time before the first file.
    public void clear() throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Makes a file.
    ///
    /// Fails with a [ColdFault] or whatever the rows or the listener fail with; where the rows are not as many
    /// as ordered, with [IllegalStateException] before anything is uploaded. With [ColdFault.Damaged] the object
    /// was not what was written; it is removed again where it is new.
    public Made make(Order order, Supplier<RowSource> rows, StepListener steps) {
        ColdFile planned = order.planned();
        Path file = folder.resolve(planned.kind() + "-" + planned.id() + ".parquet");
        try {
            Files.createDirectories(folder);
            // What a process that was killed has left of it.
            Files.deleteIfExists(file);
            Optional<FileFacts> facts = write(order, file, rows, steps);
            return facts.isEmpty() ? new Made.Empty() : deliver(planned.withFacts(facts.get()), file, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(file);
        }
    }

    /// What is true of the file; empty where there were no rows.
    private Optional<FileFacts> write(Order order, Path file, Supplier<RowSource> rows, StepListener steps)
            throws IOException {
        long found = 0;
        var points = new PointCounter();
        boolean isCounted = order.planned().kind() == ColdFile.Kind.DAY
                && order.planned().partition().dataset() == Dataset.SAMPLES;
        try (RowSource source = rows.get();
                ColdFileWriter writer = writers.create(file, description(order))) {
            for (RecordBatch batch = source.next(); batch != null; batch = source.next()) {
                writer.add(batch);
                found += batch.size();
                if (isCounted) {
                    points.add((SampleBatch) batch);
                }
                steps.reached(Step.WRITING);
            }
            if (order.rows() >= 0 && order.rows() != found) {
                throw new IllegalStateException("Expected " + order.rows() + " rows for "
                        + order.planned().key() + ", was " + found);
            }
            return found == 0 ? Optional.empty() : Optional.of(writer.finish().withPoints(points.finish()));
        }
    }

    private static ColdFileWriter.Description description(Order order) {
        ColdFile planned = order.planned();
        return new ColdFileWriter.Description(
                planned.partition(),
                planned.kind(),
                planned.fromDay(),
                planned.toDay(),
                planned.version(),
                planned.lateThrough(),
                order.more());
    }

    private Made deliver(ColdFile written, Path file, StepListener steps) {
        steps.reached(Step.WRITTEN);
        FileFacts facts = written.facts();
        Put put = Wait.on(objects.put(written.key(), file, new Digest(facts.bytes(), facts.sha256())));
        if (put == Put.DIFFERENT) {
            return new Made.Occupied();
        }
        steps.reached(Step.UPLOADED);
        verify(written, put);
        steps.reached(Step.VERIFIED);
        return new Made.Verified(written);
    }

    private void verify(ColdFile written, Put put) {
        try {
            verification.verify(written);
        } catch (ColdFault.Damaged e) {
            if (put == Put.CREATED) {
                Wait.on(objects.delete(written.key()).otherwiseEmpty());
            }
            throw e;
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
