package dev.tidemark.cold.audit;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdInspector;
import dev.tidemark.cold.ColdInspector.Inspected;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cold.audit.Ownership.Found;
import dev.tidemark.cold.compact.Holdings;
import dev.tidemark.cold.make.ObjectBytes;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TimeRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Makes the manifest again from the bucket alone: every object is listed, read and put where its metadata says.
/// Blocks.
///
/// What cannot be read, or is not what its key says, is reported and left alone. The manifest is what it was until all
/// has been read, and is then replaced at once.
public final class Rebuilder {

    private static final int PAGE = 1_000;

    private final ObjectStore objects;
    private final ColdInspector inspector;
    private final ColdReader reader;
    private final LakeLedger ledger;
    private final ObjectBytes bytes;

    public Rebuilder(ObjectStore objects, ColdInspector inspector, ColdReader reader, LakeLedger ledger) {
        this.objects = objects;
        this.inspector = inspector;
        this.reader = reader;
        this.ledger = ledger;
        this.bytes = new ObjectBytes(objects);
    }

    /// Refuses with [IllegalArgumentException] where the manifest is not empty, unless it is forced to replace it.
    ///
    /// @param progress is told after each object
    public AuditReport run(boolean isForced, Consumer<AuditReport> progress) {
        if (!isForced && !Wait.on(ledger.isEmpty())) {
            throw new IllegalArgumentException("Expected an empty manifest: it holds files. Force it to replace them");
        }
        var run = new Run(progress);
        for (Dataset dataset : List.of(Dataset.SAMPLES, Dataset.TICKS, Dataset.TRADES)) {
            LakeKey.prefixes(dataset).forEach(run::list);
        }
        var ownership = new Ownership(run.found);
        registerNames(ownership.named());
        Wait.on(ledger.replace(ownership.restored()));
        return run.report;
    }

    private void registerNames(Set<ColdFile> files) {
        Set<Series> known = new HashSet<>();
        for (ColdFile file : files) {
            Set<Series> fresh = new HashSet<>();
            RecordCursor cursor = reader.open(file, null, TimeRange.ofDays(file.fromDay(), file.toDay()));
            try {
                for (var batch = Wait.on(cursor.next()); batch.isPresent(); batch = Wait.on(cursor.next())) {
                    addNames(batch.get(), known, fresh);
                }
            } finally {
                Wait.on(cursor.close());
            }
            if (!fresh.isEmpty()) {
                Wait.on(ledger.register(fresh));
                known.addAll(fresh);
            }
        }
    }

    /// Rows of one series stand together, so that most are passed over by one comparison.
    private static void addNames(RecordBatch rows, Set<Series> known, Set<Series> fresh) {
        Series last = null;
        for (int row = 0; row < rows.size(); row++) {
            Series series = rows.series(row);
            if (last == null || !series.equals(last)) {
                last = series;
                if (!known.contains(series)) {
                    fresh.add(series);
                }
            }
        }
    }

    /// What one run has found.
    private final class Run {

        private final Consumer<AuditReport> progress;
        private final List<Found> found = new ArrayList<>();
        private AuditReport report = AuditReport.NOTHING;

        Run(Consumer<AuditReport> progress) {
            this.progress = progress;
        }

        void list(String prefix) {
            String after = null;
            List<ObjectFacts> page;
            do {
                page = Wait.on(objects.list(prefix, after, PAGE));
                for (ObjectFacts object : page) {
                    look(object);
                    after = object.key();
                    progress.accept(report);
                }
            } while (page.size() == PAGE);
        }

        private void look(ObjectFacts object) {
            Optional<LakeKey> key = LakeKey.parse(object.key());
            if (key.isEmpty()) {
                report = report.found("Expected a key of the lake, was " + object.key());
                return;
            }
            try {
                Inspected inspected = Wait.on(inspector.inspect(object.key(), object.bytes()));
                found.add(found(object, key.get(), inspected));
                report = report.saw(inspected.rows(), inspected.bytes());
            } catch (ColdFault.Damaged | ColdFault.Missing | IllegalArgumentException e) {
                report = report.found(object.key() + ": " + e.getMessage());
            }
        }

        private Found found(ObjectFacts object, LakeKey key, Inspected inspected) {
            if (!isSaidBy(key, inspected)) {
                throw new IllegalArgumentException("Expected what the key says, was " + inspected.kind() + " "
                        + inspected.version() + " of " + inspected.partition() + " from " + inspected.fromDay());
            }
            String holds = inspected.more().get(Holdings.KEY);
            if (inspected.kind() == ColdFile.Kind.MONTH && holds == null) {
                throw new IllegalArgumentException("Expected a month that says which days it holds");
            }
            var file = new ColdFile(
                    0,
                    object.key(),
                    inspected.partition(),
                    inspected.kind(),
                    inspected.fromDay(),
                    inspected.toDay(),
                    inspected.version(),
                    inspected.lateThrough(),
                    inspected.facts(bytes.sha256(object.key(), object.bytes())));
            return new Found(file, holds == null ? null : Holdings.parse(holds));
        }

        private static boolean isSaidBy(LakeKey key, Inspected inspected) {
            return key.dataset() == inspected.partition().dataset()
                    && key.kind() == inspected.kind()
                    && key.version() == inspected.version()
                    && key.fromDay().equals(inspected.fromDay())
                    && key.toDay().equals(inspected.toDay())
                    && (key.name() == null
                            || key.name().equals(inspected.partition().name()));
        }
    }
}
