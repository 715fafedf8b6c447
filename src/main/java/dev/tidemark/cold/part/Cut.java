package dev.tidemark.cold.part;

import dev.tidemark.cold.PartitionDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one part is to hold: pieces of one symbol and day.
///
/// @param pieces not empty, as they were found
public record Cut(List<Piece> pieces) {

    public Cut {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("Expected a cut with pieces");
        }
    }

    /// Cuts what has waited since `agedBefore` or makes a part full. The rest stays.
    ///
    /// @param pieces of any symbols and days; those of a day by series, then ingest id
    /// @param maxRows of a part; a piece that is larger is a part of its own
    static List<Cut> of(Collection<Piece> pieces, int maxRows, Instant agedBefore) {
        Map<PartitionDay, List<Piece>> dayToPieces = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            dayToPieces.computeIfAbsent(piece.day(), _ -> new ArrayList<>()).add(piece);
        }
        List<Cut> cuts = new ArrayList<>();
        dayToPieces.values().forEach(ofDay -> cut(ofDay, maxRows, agedBefore, cuts));
        return cuts;
    }

    private static void cut(List<Piece> pieces, int maxRows, Instant agedBefore, List<Cut> into) {
        List<Piece> next = new ArrayList<>();
        long rows = 0;
        for (Piece piece : pieces) {
            if (rows + piece.rows() > maxRows && !next.isEmpty()) {
                into.add(new Cut(next));
                next = new ArrayList<>();
                rows = 0;
            }
            next.add(piece);
            rows += piece.rows();
        }
        boolean isAged = next.stream().anyMatch(piece -> !piece.since().isAfter(agedBefore));
        if (rows >= maxRows || isAged) {
            into.add(new Cut(next));
        }
    }

    public PartitionDay day() {
        return pieces.getFirst().day();
    }

    public long rows() {
        return pieces.stream().mapToLong(Piece::rows).sum();
    }

    public long firstUs() {
        return pieces.stream().mapToLong(Piece::firstUs).min().orElseThrow();
    }

    public long lastUs() {
        return pieces.stream().mapToLong(Piece::lastUs).max().orElseThrow();
    }

    /// The pieces, neighbours as one: between two that follow one another in a journal there are no rows of
    /// the series and
    /// day, so that many looks need not be kept apart.
    public List<Span> spans() {
        record Stream(int seriesId, int journal) {}
        Map<Stream, Span> spans = new HashMap<>();
        for (Piece piece : pieces) {
            spans.merge(
                    new Stream(piece.seriesId(), piece.journal()),
                    new Span(piece.seriesId(), piece.begins(), piece.ends()),
                    Span::with);
        }
        return List.copyOf(spans.values());
    }

    /// The rows of a series with ingest ids from `begins` to `ends`, the last one excluded.
    public record Span(int seriesId, long begins, long ends) {

        private Span with(Span that) {
            return new Span(seriesId, Math.min(begins, that.begins), Math.max(ends, that.ends));
        }
    }
}
