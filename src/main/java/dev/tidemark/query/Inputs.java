package dev.tidemark.query;

import dev.tidemark.cold.ColdReader;
import dev.tidemark.cursor.FilterCursor;
import dev.tidemark.cursor.InTurn;
import dev.tidemark.cursor.MergeInput;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.cursor.RowKey;
import dev.tidemark.hot.Snapshots.Snapshot;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The streams that an answer is merged of, made one by one as they are needed.
///
/// Samples come by point first, files by day: for a point, each file gives a little. So many points are read together
/// as their rows fit into memory for all files at once; where that is all of them, each file is read once, from its
/// beginning to its end.
final class Inputs {

    /// What files that are read side by side may take, fetched and decoded.
    private static final long MAX_BYTES = 64L << 20;

    /// A row in a batch, of which there are two for each file.
    private static final int ROW_BYTES = 64;

    /// The most that a reader fetches of one file ahead of what it decodes.
    private static final long MAX_FETCHED = 4L << 20;

    private final Plan plan;
    private final Snapshot snapshot;
    private final ColdReader cold;
    private final InTurn turns;

    /// @param turns of the snapshot's connection
    Inputs(Plan plan, Snapshot snapshot, ColdReader cold, InTurn turns) {
        this.plan = plan;
        this.snapshot = snapshot;
        this.cold = cold;
        this.turns = turns;
    }

    Iterator<MergeInput> all() {
        return plan.query().partition().dataset() == Dataset.SAMPLES ? samples() : feeds();
    }

    /// How many files may be opened ahead: no more than there is memory for, or than rows are wanted.
    int readAhead(int most) {
        List<Piece.Cold> files = plan.coldPieces();
        if (files.isEmpty()) {
            return most;
        }
        long bytesEach = memory(plan.names().size() == 1 ? 1 : plan.known()) / files.size() + 1;
        long rowsEach = rows() / Math.max(1, plan.known()) / files.size() + 1;
        long wanted = plan.query().maxRows() / rowsEach + 1;
        return (int) Math.min(most, Math.min(wanted, MAX_BYTES / bytesEach));
    }

    private Iterator<MergeInput> samples() {
        RowKey after = plan.query().after();
        List<String> names = after == null
                ? plan.names()
                : plan.names().stream()
                        .filter(name -> NameOrder.INSTANCE.compare(name, after.name()) >= 0)
                        .toList();
        boolean isContinued =
                after != null && !names.isEmpty() && names.getFirst().equals(after.name());
        if (after == null || !isContinued) {
            return groups(names, plan.isAll() && after == null);
        }
        TimeRange rest = plan.query().range().intersection(new TimeRange(after.timeUs(), Long.MAX_VALUE));
        return Stream.concat(
                        group(names.subList(0, 1), false, rest).stream(),
                        Stream.of(names.subList(1, names.size())).flatMap(more -> stream(groups(more, false))))
                .iterator();
    }

    private Iterator<MergeInput> groups(List<String> names, boolean isAll) {
        int size = groupSize(names.size());
        TimeRange range = plan.query().range();
        if (size >= names.size()) {
            return names.isEmpty()
                    ? List.<MergeInput>of().iterator()
                    : group(names, isAll, range).iterator();
        }
        return Stream.iterate(0, from -> from < names.size(), from -> from + size)
                .flatMap(from -> group(names.subList(from, Math.min(names.size(), from + size)), false, range).stream())
                .iterator();
    }

    /// The inputs of some points that are read together.
    private List<MergeInput> group(List<String> names, boolean isAll, TimeRange range) {
        List<MergeInput> inputs = new ArrayList<>();
        Collection<String> wanted = isAll ? null : names;
        String first = names.getFirst();
        if (plan.hasLate()) {
            inputs.add(new MergeInput(RowKey.before(first, range.fromUs()), 1, Tier.HOT, () -> late(wanted, range)));
        }
        for (Piece piece : plan.pieces()) {
            TimeRange part = piece.range().intersection(range);
            if (part.isEmpty() || (piece instanceof Piece.Cold file && wanted != null && !file.mayHold(wanted))) {
                continue;
            }
            inputs.add(new MergeInput(
                    RowKey.before(first, part.fromUs()), 0, tier(piece), () -> open(piece, wanted, part)));
        }
        return inputs;
    }

    private Iterator<MergeInput> feeds() {
        RowKey after = plan.query().after();
        TimeRange range = after == null
                ? plan.query().range()
                : plan.query().range().intersection(new TimeRange(after.timeUs(), Long.MAX_VALUE));
        Collection<String> wanted = plan.isAll() ? null : plan.names();
        List<MergeInput> inputs = new ArrayList<>();
        if (plan.hasLate()) {
            inputs.add(new MergeInput(RowKey.before("", range.fromUs()), 1, Tier.HOT, () -> late(wanted, range)));
        }
        for (Piece piece : plan.pieces()) {
            TimeRange part = piece.range().intersection(range);
            if (!part.isEmpty()) {
                feedsOf(piece, wanted, part).forEach(inputs::add);
            }
        }
        inputs.sort(Comparator.comparingLong(input -> input.from().timeUs()));
        return inputs.iterator();
    }

    /// A cold file has its rows by source, then time: each source is a stream of its own.
    private Stream<MergeInput> feedsOf(Piece piece, @Nullable Collection<String> wanted, TimeRange part) {
        RowKey from = RowKey.before("", part.fromUs());
        return switch (piece) {
            case Piece.Hot hot -> Stream.of(new MergeInput(from, 0, Tier.HOT, () -> open(hot, wanted, part)));
            case Piece.Cold file ->
                plan.names().stream()
                        .filter(file::mayHold)
                        .map(source -> new MergeInput(from, 0, Tier.COLD, () -> open(file, List.of(source), part)));
        };
    }

    private RecordCursor open(Piece piece, @Nullable Collection<String> wanted, TimeRange part) {
        return switch (piece) {
            case Piece.Hot hot -> turns.of(snapshot.hot(wanted, part));
            case Piece.Cold file -> {
                RecordCursor rows = cold.open(file.file(), wanted, part);
                yield file.isWhole() ? rows : new FilterCursor(rows, (batch, row) -> file.owns(batch.timeUs(row)));
            }
        };
    }

    private RecordCursor late(@Nullable Collection<String> wanted, TimeRange range) {
        RecordCursor rows = turns.of(snapshot.late(wanted, range));
        boolean mayBeRepeated = plan.query().partition().dataset() == Dataset.TRADES
                && !plan.owners().isEmpty();
        return mayBeRepeated ? new LateTrades(rows, plan.owners(), cold, LateTrades.MOST_ROWS) : rows;
    }

    /// The most names that can be read of all files side by side.
    private int groupSize(int names) {
        int low = 1;
        int high = names;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (memory(middle) <= MAX_BYTES) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// Bytes that it takes to read so many names of all files side by side, if all names have as many rows.
    private long memory(int names) {
        double share = Math.min(1, (double) names / Math.max(1, plan.known()));
        long bytes = 0;
        for (Piece.Cold piece : plan.coldPieces()) {
            var facts = piece.file().facts();
            bytes += Math.min(MAX_FETCHED, (long) (facts.bytes() * share) + 1);
            bytes += ROW_BYTES * Math.min(piece.blockRows(), (long) (facts.rows() * share) + 1);
        }
        return bytes;
    }

    private long rows() {
        return plan.coldPieces().stream()
                .mapToLong(piece -> piece.file().facts().rows())
                .sum();
    }

    private static Tier tier(Piece piece) {
        return piece instanceof Piece.Hot ? Tier.HOT : Tier.COLD;
    }

    private static Stream<MergeInput> stream(Iterator<MergeInput> inputs) {
        Iterable<MergeInput> once = () -> inputs;
        return StreamSupport.stream(once.spliterator(), false);
    }
}
