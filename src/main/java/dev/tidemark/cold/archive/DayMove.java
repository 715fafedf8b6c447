package dev.tidemark.cold.archive;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileFacts;
import dev.tidemark.cold.Manifest.Draft;
import dev.tidemark.cold.Manifest.Lease;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.archive.DayReport.Outcome;
import dev.tidemark.cold.archive.rows.FoldedRows;
import dev.tidemark.cold.make.FileMaker.Order;
import dev.tidemark.cold.make.FileMaker.Step;
import dev.tidemark.cold.make.Made;
import dev.tidemark.cold.make.RowSource;
import dev.tidemark.cold.make.Wait;
import java.io.UncheckedIOException;
import java.util.List;
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
            Optional<Lease> lease = Wait.on(parts.manifest().lease(day.leaseName()));
            if (lease.isEmpty()) {
                return report(Outcome.SKIPPED, null, "Another is making a file of the day");
            }
            try {
                return tryAgainAndAgain();
            } finally {
                Wait.on(lease.get().release());
            }
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            return report(Outcome.FAILED, null, sentence(e));
        }
    }

    private DayReport tryAgainAndAgain() {
        for (int i = 0; i < TRIES; i++) {
            Optional<DayReport> report = tryOnce();
            if (report.isPresent()) {
                return report.get();
            }
        }
        return report(Outcome.FAILED, null, "Expected a key with nothing under it, was none in " + TRIES + " tries");
    }

    /// Empty where other bytes were under the key.
    private Optional<DayReport> tryOnce() {
        Optional<ColdFile> owner = owner();
        if (owner.isEmpty()) {
            Wait.on(parts.hot().seal(day));
            reached(ArchiveStep.SEALED);
        }
        ColdFile planned = plan(owner);
        return switch (make(planned, owner)) {
            case Made.Verified(ColdFile file) -> Optional.of(publish(file, owner));
            case Made.Occupied() -> {
                Wait.on(parts.manifest().abandon(planned));
                yield Optional.empty();
            }
            case Made.Empty() -> {
                Wait.on(parts.manifest().abandon(planned));
                yield Optional.of(report(Outcome.SKIPPED, null, "There are no rows"));
            }
        };
    }

    private Optional<ColdFile> owner() {
        List<Owner> owners = Wait.on(
                parts.manifest().owners(day.partition(), day.day(), day.day().plusDays(1)));
        return owners.stream().findFirst().map(Owner::file);
    }

    private ColdFile plan(Optional<ColdFile> owner) {
        long lateThrough = owner.isEmpty() ? 0 : Wait.on(parts.hot().lateThrough(day));
        ColdFile planned = Wait.on(parts.manifest()
                .plan(new Draft(
                        day.partition(), ColdFile.Kind.DAY, day.day(), day.day().plusDays(1), lateThrough)));
        reached(ArchiveStep.PLANNED);
        return planned;
    }

    private Made make(ColdFile planned, Optional<ColdFile> owner) {
        try {
            return parts.lake()
                    .maker()
                    .make(Order.of(planned), () -> rows(planned, owner), step -> made((Step) step, planned));
        } catch (ColdFault.Damaged e) {
            // Of what is there and is not what was written; what it was made of may be damaged, too.
            if (e.key().equals(planned.key())) {
                Wait.on(parts.manifest().abandon(planned));
            }
            throw e;
        }
    }

    private void made(Step step, ColdFile planned) {
        switch (step) {
            case WRITING -> {
                goOn();
                parts.steps().reached(ArchiveStep.WRITING, planned.key());
            }
            case WRITTEN -> reached(ArchiveStep.WRITTEN);
            case UPLOADED -> reached(ArchiveStep.UPLOADED);
            case VERIFIED -> reached(ArchiveStep.VERIFIED);
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
                : RowSource.of(
                        parts.hot().prepare(day).compose(ready -> parts.hot().rows(day)));
    }

    private DayReport publish(ColdFile file, Optional<ColdFile> owner) {
        Set<Long> basis = owner.map(ColdFile::id).map(Set::of).orElse(Set.of());
        if (!Wait.on(parts.manifest().publish(file, basis))) {
            // Nobody reads it, nobody ever will: its key is not used again.
            Wait.on(parts.manifest().abandon(file));
            return report(Outcome.SKIPPED, file, "Another file has come to own the day meanwhile");
        }
        clock.ended(ArchiveStep.PUBLISHED);
        parts.steps().reached(ArchiveStep.PUBLISHED, day.toString());
        return report(Outcome.PUBLISHED, file, null);
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

    private static String sentence(RuntimeException failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /// The archiver is to end: the day is left as it is, and the next run goes on with it.
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The archiver was stopped", null, false, false);
        }
    }
}
