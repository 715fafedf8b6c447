package dev.tidemark.cold.audit;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.make.Verification;
import dev.tidemark.cold.make.Wait;
import dev.tidemark.market.Dataset;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads live files back and compares them with the manifest. Blocks.
public final class FileCheck {

    private static final int PAGE = 100;

    private final Manifest manifest;
    private final LakeLedger ledger;
    private final Verification verification;

    public FileCheck(Manifest manifest, LakeLedger ledger, Verification verification) {
        this.manifest = manifest;
        this.ledger = ledger;
        this.verification = verification;
    }

    /// Which files are to be read.
    ///
    /// @param dataset null for all
    /// @param from the first day wanted; null for all
    /// @param to the day behind the last one; null for all
    public record Range(
            @Nullable Dataset dataset,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        public static final Range ALL = new Range(null, null, null);

        boolean contains(ColdFile file) {
            return (from == null || file.toDay().isAfter(from))
                    && (to == null || file.fromDay().isBefore(to));
        }
    }

    /// Reads every file of a range, or as many as it may. A store that is down ends it with its fault.
    public AuditReport all(Range range, BooleanSupplier mayGoOn, Consumer<AuditReport> progress) {
        AuditReport report = AuditReport.NOTHING;
        String after = null;
        List<ColdFile> page;
        do {
            page = Wait.on(manifest.files(range.dataset(), after, PAGE));
            for (ColdFile file : page) {
                if (!mayGoOn.getAsBoolean()) {
                    return report;
                }
                after = file.key();
                if (range.contains(file)) {
                    report = check(report, file);
                    progress.accept(report);
                }
            }
        } while (page.size() == PAGE);
        return report;
    }

    /// Reads a few files drawn by lot, or as many as it may.
    public AuditReport sample(int count, BooleanSupplier mayGoOn) {
        AuditReport report = AuditReport.NOTHING;
        for (ColdFile file : count == 0 ? List.<ColdFile>of() : Wait.on(ledger.sample(count))) {
            report = mayGoOn.getAsBoolean() ? check(report, file) : report;
        }
        return report;
    }

    private AuditReport check(AuditReport report, ColdFile file) {
        try {
            verification.verify(file);
            return report.saw(file.facts().rows(), file.facts().bytes());
        } catch (ColdFault.Unavailable storeIsDown) {
            throw storeIsDown;
        } catch (ColdFault fault) {
            // Superseded and removed while it was read is no fault.
            return isStillLive(file) ? report.saw(0, 0).found(String.valueOf(fault.getMessage())) : report;
        }
    }

    private boolean isStillLive(ColdFile file) {
        return Wait.on(ledger.known(file.key(), null, 1)).stream()
                .anyMatch(now -> now.key().equals(file.key()) && now.isWanted());
    }
}
