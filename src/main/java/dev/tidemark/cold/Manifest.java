package dev.tidemark.cold;

import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which files there are and which of them owns which day. Kept where the hot rows are, so that a query sees both in
/// one snapshot. Thread-safe, never blocks.
public interface Manifest {

    /// Takes a lock of this name for as long as the lease is held, or the process and its connection live. Empty
    /// where another has it.
    Future<Optional<Lease>> lease(String name);

    /// Records a file before it is written, with a key and version of its own. A file that was planned for the same
    /// days and never published is planned again as it was: with its key, version and content.
    Future<ColdFile> plan(Draft draft);

    /// Gives up a planned file, because other bytes are under its key. The next plan takes the next version.
    Future<Void> abandon(ColdFile planned);

    /// Makes a verified file the owner, in one transaction: every day of it that a file of `basis` owns (or none,
    /// where `basis` is empty and the day is sealed) is its own from here on, late rows up to
    /// [ColdFile#lateThrough] are removed, and files that own nothing any more are superseded. False, and nothing
    /// done, where no day is left to own.
    Future<Boolean> publish(ColdFile verified, Set<Long> basis);

    /// Who owns the days of a partition from one day to another, the last one excluded. Days that cold does not own
    /// are left out.
    Future<List<Owner>> owners(Partition partition, LocalDate from, LocalDate to);

    /// All live files, of a dataset or of all, in the order of their keys, behind `after`.
    Future<List<ColdFile>> files(@Nullable Dataset dataset, @Nullable String after, int limit);

    /// Files that were superseded before this moment and whose objects may go.
    Future<List<ColdFile>> superseded(Instant before);

    /// Forgets a file whose object is removed.
    Future<Void> forget(ColdFile file);

    /// A lock that is held. Lost, and [#isHeld] false, when its connection breaks.
    interface Lease {

        boolean isHeld();

        Future<Void> release();
    }

    /// What is wanted of [#plan].
    ///
    /// @param lateThrough the late rows that are to be folded in
    record Draft(Partition partition, ColdFile.Kind kind, LocalDate fromDay, LocalDate toDay, long lateThrough) {}

    /// @param file that owns the day
    record Owner(LocalDate day, ColdFile file) {}
}
