package dev.tidemark.cold.audit;

import java.util.ArrayList;
import java.util.List;

/// What an audit has found so far.
///
/// @param objects that were looked at
/// @param rows in those that were read
/// @param bytes of them
/// @param faults how much is not as it should be
/// @param strays how many of the faults are objects or files that have no counterpart
/// @param findings a sentence for each fault, up to some
public record AuditReport(long objects, long rows, long bytes, long faults, Strays strays, List<String> findings) {

    public static final AuditReport NOTHING = new AuditReport(0, 0, 0, 0, Strays.NONE, List.of());

    private static final int MAX_FINDINGS = 200;

    /// @param orphans objects that the manifest does not know
    /// @param missing files of the manifest whose object is not there or has another size
    public record Strays(long orphans, long missing) {

        public static final Strays NONE = new Strays(0, 0);
    }

    public AuditReport {
        findings = List.copyOf(findings);
    }

    AuditReport saw(long moreRows, long moreBytes) {
        return new AuditReport(objects + 1, rows + moreRows, bytes + moreBytes, faults, strays, findings);
    }

    AuditReport found(String sentence) {
        List<String> more = new ArrayList<>(findings);
        if (more.size() < MAX_FINDINGS) {
            more.add(sentence);
        }
        return new AuditReport(objects, rows, bytes, faults + 1, strays, more);
    }
}
