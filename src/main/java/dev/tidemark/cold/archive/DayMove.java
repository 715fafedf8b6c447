package dev.tidemark.cold.archive;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdFileWriter;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.Manifest.Draft;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.archive.DayReport.Outcome;
import dev.tidemark.cold.archive.rows.FoldedRows;
import dev.tidemark.cold.archive.rows.RowDigest;
import dev.tidemark.cold.archive.rows.RowSource;
import dev.tidemark.cold.archive.rows.Stopped;
import dev.tidemark.cold.archive.rows.Verification;
import dev.tidemark.cold.archive.rows.Waiting;
import dev.tidemark.market.RecordBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Moves one day of a partition into a file that owns it, or folds what came late into a new version of its file.
///
/// Until [ArchiveStep#PUBLISHED] the hot rows are served and nothing is given up; after it they are not needed.
final class DayMove {

    /// Other bytes under a key are found there once, if at all: a key is never given out again.
    private static final int TRIES = 3;

    private final ArchiveParts parts;
    private final PartitionDay day;
    /// Whether the run may go on: it holds its lease and is not to stop.
    private final BooleanSupplier mayGoOn;
    private final StepClock clock = new StepClock();

    DayMove(ArchiveParts parts, PartitionDay day, BooleanSupplier mayGoOn) {
        this.parts = parts;
        this.day = day;
        this.mayGoOn = mayGoOn;
    }

    /// Never throws but [Stopped]: what went wrong is in the report.
    DayReport run() {
        try {
            Optional<Lease> lease = Waiting.on(parts.manifest().lease(day.leaseName()));
            if (lease.isEmpty()) {
                return report(Outcome.SKIPPED, null, "Another is making a file of the day");
            }
            try {
                return tryAgainAndAgain();
            } finally {
                Waiting.on(lease.get().release());
            }
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            return report(Outcome.FAILED, null, sentence(e));
        }
    }

    private DayReport tryAgainAndAgain() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Optional<DayReport> report = tryOnce();
            if (report.isPresent()) {
                return report.get();
            }
        }
        return report(Outcome.FAILED, null, "Expected a key with nothing under it, was none in " + TRIES + " tries");
    }

    /// Empty where other bytes were under the key.
    private Optional<DayReport> tryOnce() throws IOException {
        Optional<ColdFile> owner = owner();
        if (owner.isEmpty()) {
            Waiting.on(parts.hot().seal(day));
            reached(ArchiveStep.SEALED);
        }
        ColdFile planned = plan(owner);
        Path file = parts.folder().resolve(planned.id() + ".parquet");
        // What a process that was killed has left of it.
        Files.deleteIfExists(file);
        try {
            var digest = new RowDigest();
            FileFacts facts = write(planned, owner, file, digest);
            return facts == null
                    ? Optional.of(nothing(planned))
                    : deliver(planned.withFacts(facts), file, digest, owner);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Optional<ColdFile> owner() {
        List<Owner> owners = Waiting.on(
                parts.manifest().owners(day.partition(), day.day(), day.day().plusDays(1)));
        return owners.stream().findFirst().map(Owner::file);
    }

    private ColdFile plan(Optional<ColdFile> owner) {
        long lateThrough = owner.isEmpty() ? 0 : Waiting.on(parts.hot().lateThrough(day));
        ColdFile planned = Waiting.on(parts.manifest()
                .plan(new Draft(
                        day.partition(), ColdFile.Kind.DAY, day.day(), day.day().plusDays(1), lateThrough)));
        reached(ArchiveStep.PLANNED);
        return planned;
    }

    /// What is true of the file; null where there were no rows.
    private @Nullable FileFacts write(ColdFile planned, Optional<ColdFile> owner, Path file, RowDigest digest)
            throws IOException {
        var description = new ColdFileWriter.Description(
                planned.partition(),
                planned.kind(),
                planned.fromDay(),
                planned.toDay(),
                planned.version(),
                planned.lateThrough(),
                Map.of());
        try (RowSource rows = rows(planned, owner);
                ColdFileWriter writer = parts.lake().writers().create(file, description)) {
            for (RecordBatch batch = rows.next(); batch != null; batch = rows.next()) {
                writer.add(batch);
                digest.add(batch);
                goOn();
                parts.steps().reached(ArchiveStep.WRITING, planned.key());
            }
            if (digest.rows() == 0) {
                return null;
            }
            FileFacts facts = writer.finish();
            reached(ArchiveStep.WRITTEN);
            return facts;
        }
    }

    private RowSource rows(ColdFile planned, Optional<ColdFile> owner) {
        return planned.lateThrough() == 0
                ? base(owner)
                : FoldedRows.of(
                        day.dataset(),
                        () -> base(owner),
                        () -> RowSource.of(parts.hot().lateRows(day, planned.lateThrough())));
    }

    private RowSource base(Optional<ColdFile> owner) {
        return owner.isPresent()
                ? RowSource.of(parts.lake().reader().open(owner.get(), null, day.range()))
                : RowSource.of(parts.hot().rows(day));
    }

    private Optional<DayReport> deliver(ColdFile file, Path local, RowDigest digest, Optional<ColdFile> owner) {
        FileFacts facts = file.facts();
        Put put = Waiting.on(parts.lake().objects().put(file.key(), local, new Digest(facts.bytes(), facts.sha256())));
        if (put == Put.DIFFERENT) {
            Waiting.on(parts.manifest().abandon(file));
            return Optional.empty();
        }
        reached(ArchiveStep.UPLOADED);
        verify(file, digest, put);
        reached(ArchiveStep.VERIFIED);
        return Optional.of(publish(file, owner));
    }

    /// What is there and is not what was written is given up: the next try is another object.
    private void verify(ColdFile file, RowDigest digest, Put put) {
        try {
            new Verification(parts.lake().objects(), parts.lake().reader()).verify(file, digest);
        } catch (ColdFault.Damaged e) {
            Waiting.on(parts.manifest().abandon(file));
            if (put == Put.CREATED) {
                Waiting.on(parts.lake().objects().delete(file.key()).otherwiseEmpty());
            }
            throw e;
        }
    }

    private DayReport publish(ColdFile file, Optional<ColdFile> owner) {
        Set<Long> basis = owner.map(ColdFile::id).map(Set::of).orElse(Set.of());
        if (!Waiting.on(parts.manifest().publish(file, basis))) {
            // Nobody reads it, nobody ever will: its key is not used again.
            Waiting.on(parts.manifest().abandon(file));
            return report(Outcome.SKIPPED, file, "Another file has come to own the day meanwhile");
        }
        clock.ended(ArchiveStep.PUBLISHED);
        parts.steps().reached(ArchiveStep.PUBLISHED, day.toString());
        return report(Outcome.PUBLISHED, file, null);
    }

    private DayReport nothing(ColdFile planned) {
        Waiting.on(parts.manifest().abandon(planned));
        return report(Outcome.SKIPPED, null, "There are no rows");
    }

    private void reached(ArchiveStep step) {
        clock.ended(step);
        parts.steps().reached(step, day.toString());
        goOn();
    }

    private void goOn() {
        if (!mayGoOn.getAsBoolean()) {
            throw new Stopped();
        }
    }

    private DayReport report(Outcome outcome, @Nullable ColdFile file, @Nullable String error) {
        FileFacts facts = file == null ? FileFacts.UNWRITTEN : file.facts();
        return new DayReport(
                day, outcome, file == null ? null : file.key(), facts.rows(), facts.bytes(), clock.times(), error);
    }

    private static String sentence(Exception failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
