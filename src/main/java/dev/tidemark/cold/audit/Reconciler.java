package dev.tidemark.cold.audit;

import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cold.audit.LakeLedger.Known;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.market.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Walks through bucket and manifest side by side. Blocks.
///
/// An object that the manifest does not know is an orphan, unless it is young: it may be an upload that is under way,
/// and known in a moment. None is removed: only a person can say that nobody needs it.
public final class Reconciler {

    private static final int PAGE = 1_000;
    /// Longer than any upload.
    private static final Duration YOUNG = Duration.ofHours(1);

    private final ObjectStore objects;
    private final LakeLedger ledger;
    private final InstantSource clock;

    public Reconciler(ObjectStore objects, LakeLedger ledger, InstantSource clock) {
        this.objects = objects;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param orphans objects that nobody knows
    /// @param missing files whose object is not there or has another size
    /// @param findings a sentence for each, up to some
    public record Result(long objects, long orphans, long missing, List<String> findings) {

        public Result {
            findings = List.copyOf(findings);
        }
    }

    public Result run() {
        var run = new Run(clock.instant().minus(YOUNG));
        for (Dataset dataset : Dataset.values()) {
            LakeKey.prefixes(dataset).forEach(run::compare);
        }
        return new Result(run.report.objects(), run.orphans, run.missing, run.report.findings());
    }

    private final class Run {

        private final Instant youngSince;
        private AuditReport report = AuditReport.NOTHING;
        private long orphans;
        private long missing;

        Run(Instant youngSince) {
            this.youngSince = youngSince;
        }

        void compare(String prefix) {
            var stored = new Pages<ObjectFacts>(after -> Wait.on(objects.list(prefix, after, PAGE)), ObjectFacts::key);
            var known = new Pages<Known>(after -> Wait.on(ledger.known(prefix, after, PAGE)), Known::key);
            ObjectFacts object = stored.next();
            Known file = known.next();
            while (object != null || file != null) {
                int order =
                        object == null ? 1 : file == null ? -1 : object.key().compareTo(file.key());
                if (order <= 0 && object != null) {
                    report = report.saw(0, object.bytes());
                    look(object, order == 0 ? file : null);
                    object = stored.next();
                } else if (file != null) {
                    lookForMissing(file);
                }
                file = order >= 0 ? known.next() : file;
            }
        }

        private void look(ObjectFacts object, @Nullable Known file) {
            if (file == null || !file.mayExist()) {
                if (isOld(object) && !isKnownBy(object.key())) {
                    orphans++;
                    report = report.found("Expected nothing under " + object.key() + ", was an object of "
                            + object.bytes() + " bytes that the manifest does not know");
                }
            } else if (file.isWanted() && file.bytes() != object.bytes()) {
                missing++;
                report = report.found(
                        "Expected " + file.bytes() + " bytes of " + object.key() + ", was " + object.bytes());
            }
        }

        /// What is gone again, or has come again since it was listed, is not.
        private boolean isOld(ObjectFacts object) {
            return object.modified().isBefore(youngSince)
                    && Wait.on(objects.head(object.key()))
                            .filter(now -> now.modified().isBefore(youngSince))
                            .isPresent();
        }

        /// What was not in the one list while the other was read may have come or gone in between.
        private void lookForMissing(Known file) {
            if (file.isWanted()
                    && isKnownBy(file.key())
                    && Wait.on(objects.head(file.key())).isEmpty()) {
                missing++;
                report = report.found("Expected the object " + file.key() + ", was not there");
            }
        }

        private boolean isKnownBy(String key) {
            return Wait.on(ledger.known(key, null, 1)).stream()
                    .anyMatch(now -> now.key().equals(key) && now.mayExist());
        }
    }

    /// A list that is asked for page by page.
    private static final class Pages<T> {

        private final Function<@Nullable String, List<T>> ask;
        private final Function<T, String> key;
        private Iterator<T> page = List.<T>of().iterator();
        private Optional<String> last = Optional.empty();
        private boolean isLastPage;

        Pages(Function<@Nullable String, List<T>> ask, Function<T, String> key) {
            this.ask = ask;
            this.key = key;
        }

        @Nullable
        T next() {
            if (!page.hasNext() && !isLastPage) {
                List<T> more = ask.apply(last.orElse(null));
                isLastPage = more.size() < PAGE;
                page = more.iterator();
            }
            if (!page.hasNext()) {
                return null;
            }
            T next = page.next();
            last = Optional.of(key.apply(next));
            return next;
        }
    }
}
