package dev.tidemark.history.backfill;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.history.SourceFault;
import dev.tidemark.history.backfill.DayOutcome.Kind;
import dev.tidemark.market.Backoff;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One day from its first page to its last step, tried again where that may help.
final class DayTask {

    private static final Logger LOG = LoggerFactory.getLogger(DayTask.class);

    private final DayWork work;
    private final SiteDay day;

    DayTask(DayWork work, SiteDay day) {
        this.work = work;
        this.day = day;
    }

    /// Never throws but [Stopped] and errors: what went wrong is in the outcome.
    DayOutcome run() {
        BackfillConfig config = work.config();
        var backoff = new Backoff(config.firstWait(), config.longestWait(), ThreadLocalRandom.current());
        for (int tries = 1; ; tries++) {
            work.goOn();
            try {
                return runOnce().after(tries);
            } catch (Stopped e) {
                throw e;
            } catch (RuntimeException e) {
                if (tries == config.tries() || isFinal(e)) {
                    LOG.error("{} failed after {} tries: {}", day, tries, sentence(e));
                    return DayOutcome.failed(tries, sentence(e));
                }
                LOG.warn("{} is tried again: {}", day, sentence(e));
                work.pause(backoff.next());
            }
        }
    }

    private DayOutcome runOnce() {
        Optional<ColdFile> owner = owner(work.parts(), day.partitionDay());
        if (owner.isPresent() && work.run().skipsOwned()) {
            return DayOutcome.done(Kind.SKIPPED, 0, 0, null);
        }
        return owner.isEmpty() && work.isHot(day) ? new HotDay(work, day).run() : new ColdDay(work, day).run();
    }

    static Optional<ColdFile> owner(BackfillParts parts, PartitionDay day) {
        return Wait.on(parts.cold()
                        .manifest()
                        .owners(day.partition(), day.day(), day.day().plusDays(1)))
                .stream()
                .findFirst()
                .map(Owner::file);
    }

    /// Who says no will say it again.
    private static boolean isFinal(RuntimeException failure) {
        return failure instanceof SourceFault.Refused
                || failure instanceof SourceFault.Unknown
                || failure instanceof ColdFault.Refused;
    }

    private static String sentence(RuntimeException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
