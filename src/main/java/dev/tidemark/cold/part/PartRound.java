package dev.tidemark.cold.part;

/// What the lake writer did.
///
/// @param parts that became live
/// @param rows in them
/// @param bytes of them
/// @param retired parts that the file of their day has replaced
public record PartRound(int parts, long rows, long bytes, int retired) {

    static final PartRound NOTHING = new PartRound(0, 0, 0, 0);

    static PartRound replaced(int parts) {
        return new PartRound(0, 0, 0, parts);
    }

    PartRound plus(PartRound that) {
        return new PartRound(parts + that.parts, rows + that.rows, bytes + that.bytes, retired + that.retired);
    }
}
