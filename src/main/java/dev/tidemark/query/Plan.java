package dev.tidemark.query;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.Manifest.Owner;
import dev.tidemark.hot.Snapshots.Snapshot;
import dev.tidemark.market.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an answer is made of, as of one snapshot.
///
/// @param names the wanted ones, in their order
/// @param isAll whether those are all that there are
/// @param known how many there are
/// @param pieces in the order of their ranges
/// @param owners the day's owner, for days that cold owns
record Plan(
        SeriesQuery query,
        List<String> names,
        boolean isAll,
        int known,
        List<Piece> pieces,
        Map<LocalDate, ColdFile> owners,
        boolean hasLate) {

    /// Throws [QueryFault.Unknown] for a partition or a name that nobody knows.
    static Plan of(SeriesQuery query, Snapshot snapshot) {
        Map<LocalDate, ColdFile> owners = new LinkedHashMap<>();
        for (Owner owner : snapshot.owners()) {
            owners.put(owner.day(), owner.file());
        }
        if (snapshot.known() == 0 && query.orNone()) {
            return new Plan(query, List.of(), true, 0, List.of(), Map.of(), false);
        }
        if (snapshot.known() == 0) {
            throw new QueryFault.Unknown(query.partition());
        }
        return new Plan(
                query,
                wanted(query, snapshot),
                query.names() == null,
                snapshot.known(),
                pieces(query.range(), owners),
                owners,
                snapshot.hasLate());
    }

    /// Whether nothing of it is hot: no later write can change what it gives.
    boolean isSettled() {
        return !hasLate && pieces.stream().allMatch(Piece.Cold.class::isInstance);
    }

    /// The versions of all that it reads, where it is settled.
    Optional<String> version() {
        return isSettled()
                ? Optional.of(pieces.stream()
                        .map(piece -> ((Piece.Cold) piece).file())
                        .map(file -> file.id() + ":" + file.facts().sha256())
                        .collect(Collectors.joining(",")))
                : Optional.empty();
    }

    List<Piece.Cold> coldPieces() {
        return pieces.stream()
                .filter(Piece.Cold.class::isInstance)
                .map(Piece.Cold.class::cast)
                .toList();
    }

    private static List<String> wanted(SeriesQuery query, Snapshot snapshot) {
        List<String> found = snapshot.names();
        if (query.names() != null) {
            var known = new HashSet<>(found);
            for (String name : query.names()) {
                if (!known.contains(name)) {
                    throw new QueryFault.Unknown(query.partition(), name);
                }
            }
        }
        return found;
    }

    private static List<Piece> pieces(TimeRange range, Map<LocalDate, ColdFile> owners) {
        var pieces = new ArrayList<Piece>();
        var fileToOwned = new HashMap<Long, List<TimeRange>>();
        LocalDate end = range.isEmpty() ? range.firstDay() : range.endDay();
        LocalDate day = range.firstDay();
        while (day.isBefore(end)) {
            ColdFile owner = owners.get(day);
            LocalDate next = day.plusDays(1);
            while (next.isBefore(end) && isSame(owner, owners.get(next))) {
                next = next.plusDays(1);
            }
            TimeRange part = TimeRange.ofDays(day, next).intersection(range);
            if (owner == null) {
                pieces.add(new Piece.Hot(part));
            } else if (fileToOwned.containsKey(owner.id())) {
                fileToOwned.get(owner.id()).add(part);
            } else {
                var owned = new ArrayList<>(List.of(part));
                fileToOwned.put(owner.id(), owned);
                pieces.add(new Piece.Cold(part, owner, owned));
            }
            day = next;
        }
        return pieces.stream()
                .map(piece -> completed(piece, fileToOwned))
                .filter(Plan::isWorthReading)
                .sorted(Comparator.comparingLong(piece -> piece.range().fromUs()))
                .toList();
    }

    private static boolean isSame(@Nullable ColdFile a, @Nullable ColdFile b) {
        return a == null ? b == null : b != null && a.id() == b.id();
    }

    private static Piece completed(Piece piece, Map<Long, List<TimeRange>> fileToOwned) {
        if (!(piece instanceof Piece.Cold cold)) {
            return piece;
        }
        List<TimeRange> owned = fileToOwned.getOrDefault(cold.file().id(), List.of());
        var hull = new TimeRange(owned.getFirst().fromUs(), owned.getLast().toUs());
        return new Piece.Cold(hull, cold.file(), owned);
    }

    private static boolean isWorthReading(Piece piece) {
        return !(piece instanceof Piece.Cold cold)
                || (cold.file().facts().minTimeUs() < cold.range().toUs()
                        && cold.file().facts().maxTimeUs() >= cold.range().fromUs());
    }
}
