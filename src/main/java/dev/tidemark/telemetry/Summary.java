package dev.tidemark.telemetry;

import dev.tidemark.exchange.CollectorStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sentence at the top of the status: is data arriving, is it kept, is anything lost.
final class Summary {

    private static final int MAX_REASONS = 3;

    private Summary() {}

    static String of(Verdict verdict, List<CollectorStats> collectors, long nowUs) {
        return verdict.reasons().isEmpty() ? healthy(collectors, nowUs) : reasons(verdict.reasons());
    }

    private static String reasons(List<String> reasons) {
        String some = String.join(". ", reasons.subList(0, Math.min(MAX_REASONS, reasons.size())));
        int more = reasons.size() - MAX_REASONS;
        return more > 0 ? some + ". And " + more + " more." : some + ".";
    }

    private static String healthy(List<CollectorStats> collectors, long nowUs) {
        long running = collectors.stream()
                .filter(one -> !one.state().equals("stopped"))
                .count();
        long live =
                collectors.stream().filter(one -> one.state().equals("live")).count();
        if (running == 0) {
            return "No collector is running.";
        }
        long lastUs =
                collectors.stream().mapToLong(CollectorJson::lastDataUs).max().orElse(0);
        @Nullable Double age = Ages.seconds(nowUs, lastUs);
        return live + " of " + running + (running == 1 ? " source" : " sources") + " live, "
                + (age == null ? "no data yet." : "last data " + age + " s ago.");
    }
}
