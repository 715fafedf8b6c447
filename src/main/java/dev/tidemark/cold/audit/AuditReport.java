package dev.tidemark.cold.audit;

import java.util.ArrayList;
import java.util.List;

/// What an audit has found so far.
///
/// @param objects that were looked at
/// @param rows in those that were read
/// @param bytes of them
/// @param faults how much is not as it should be
/// @param findings a sentence for each fault, up to some
public record AuditReport(long objects, long rows, long bytes, long faults, List<String> findings) {

    public static final AuditReport NOTHING = new AuditReport(0, 0, 0, 0, List.of());

    private static final int MAX_FINDINGS = 200;

    public AuditReport {
        findings = List.copyOf(findings);
    }

    AuditReport saw(long moreRows, long moreBytes) {
        return new AuditReport(objects + 1, rows + moreRows, bytes + moreBytes, faults, findings);
    }

    AuditReport found(String sentence) {
        List<String> more = new ArrayList<>(findings);
        if (more.size() < MAX_FINDINGS) {
            more.add(sentence);
        }
        return new AuditReport(objects, rows, bytes, faults + 1, more);
    }
}
