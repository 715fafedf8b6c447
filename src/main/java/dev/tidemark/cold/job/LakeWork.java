package dev.tidemark.cold.job;

import dev.tidemark.cold.audit.AuditReport;
import dev.tidemark.cold.audit.AuditReport.Strays;
import dev.tidemark.cold.audit.FileCheck;
import dev.tidemark.cold.audit.Rebuilder;
import dev.tidemark.cold.audit.Reconciler;
import dev.tidemark.cold.compact.CompactReport;
import dev.tidemark.cold.compact.Compactor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// How each kind of job is done. Blocks.
public record LakeWork(Compactor compactor, FileCheck check, Reconciler reconciler, Rebuilder rebuilder) {

    AuditReport run(LakeOrder order, BooleanSupplier mayGoOn, Consumer<AuditReport> progress) {
        return switch (order.kind()) {
            case COMPACT -> compact(compactor.run(mayGoOn));
            case VERIFY -> check.all(order.range(), mayGoOn, progress);
            case RECONCILE -> reconcile(reconciler.run(), check.sample(order.sample(), mayGoOn));
            case REBUILD -> rebuilder.run(order.isForced(), unlessStopped(mayGoOn, progress));
        };
    }

    /// Progress is told while objects are listed, before anything of the manifest is touched.
    private static Consumer<AuditReport> unlessStopped(BooleanSupplier mayGoOn, Consumer<AuditReport> progress) {
        return now -> {
            if (!mayGoOn.getAsBoolean()) {
                throw new CancellationException("Stopped before the manifest was touched");
            }
            progress.accept(now);
        };
    }

    private static AuditReport reconcile(Reconciler.Result compared, AuditReport sample) {
        List<String> findings = new ArrayList<>(compared.findings());
        findings.addAll(sample.findings());
        return new AuditReport(
                compared.objects(),
                sample.rows(),
                sample.bytes(),
                compared.orphans() + compared.missing() + sample.faults(),
                new Strays(compared.orphans(), compared.missing()),
                findings);
    }

    private static AuditReport compact(CompactReport made) {
        return new AuditReport(
                made.keys().size(), made.rows(), 0, made.failures().size(), Strays.NONE, made.failures());
    }
}
