package dev.tidemark.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which of one series' trade ids have come: the highest one, and the holes below it. Mutable; not thread-safe.
///
/// A hole opens only above the highest id, so that no two ever overlap, and an id that goes back behind it (a repeat,
/// or a venue that starts anew) opens none. The first id of a series says nothing about those before it.
public final class IdLedger {

    /// What stands for the highest id of a series that has none yet.
    public static final long NONE = -1;

    private final long lastBefore;
    private final TreeMap<Long, Hole> holes = new TreeMap<>();
    private final TreeMap<Long, Hole> storedHoles = new TreeMap<>();
    private long last;

    /// Ids `from` to `to`, both included, are missing.
    ///
    /// @param seenUs when that was noticed
    public record Hole(long from, long to, long seenUs) {}

    /// What is to be stored of a ledger's changes. A stored hole is known by its first id.
    ///
    /// @param opened new ones
    /// @param changed the first ids of those that have shrunk, and what is left of each
    /// @param filled the first ids of those whose last missing id has come
    public record Changes(List<Hole> opened, Map<Long, Hole> changed, List<Long> filled) {

        public boolean isEmpty() {
            return opened.isEmpty() && changed.isEmpty() && filled.isEmpty();
        }
    }

    /// @param last the highest id that has come, [#NONE] for none
    /// @param open the holes as stored
    public IdLedger(long last, List<Hole> open) {
        this.lastBefore = last;
        this.last = last;
        for (Hole hole : open) {
            holes.put(hole.from(), hole);
            storedHoles.put(hole.from(), hole);
        }
    }

    /// Notes that a trade has come.
    public void came(long id, long seenUs) {
        if (last == NONE || id == last + 1) {
            last = id;
        } else if (id > last) {
            open(last + 1, id - 1, seenUs);
            last = id;
        } else {
            fill(id);
        }
    }

    /// Notes the venue's word that this was its last trade: whatever of it has not come by now is missing.
    public void told(long lastId, long seenUs) {
        if (last != NONE && lastId > last) {
            open(last + 1, lastId, seenUs);
        }
        last = Math.max(last, lastId);
    }

    public long last() {
        return last;
    }

    /// The highest id before this batch.
    public long lastBefore() {
        return lastBefore;
    }

    public boolean hasMoved() {
        return last != lastBefore;
    }

    /// What is missing now, in ascending order.
    public List<Hole> holes() {
        return List.copyOf(holes.values());
    }

    public Changes changes() {
        List<Hole> opened = new ArrayList<>();
        Map<Long, Hole> changed = new TreeMap<>();
        List<Long> filled = new ArrayList<>(storedHoles.keySet());
        for (Hole hole : holes.values()) {
            Hole stored = storedWithin(hole);
            if (stored == null || !filled.remove(stored.from())) {
                opened.add(hole);
            } else if (!stored.equals(hole)) {
                changed.put(stored.from(), hole);
            }
        }
        return new Changes(opened, changed, filled);
    }

    private void open(long from, long to, long seenUs) {
        holes.put(from, new Hole(from, to, seenUs));
    }

    private void fill(long id) {
        Map.Entry<Long, Hole> below = holes.floorEntry(id);
        if (below == null || id > below.getValue().to()) {
            return;
        }
        Hole hole = below.getValue();
        holes.remove(hole.from());
        if (hole.from() < id) {
            open(hole.from(), id - 1, hole.seenUs());
        }
        if (id < hole.to()) {
            open(id + 1, hole.to(), hole.seenUs());
        }
    }

    /// The stored hole that this one is all or part of.
    private @Nullable Hole storedWithin(Hole hole) {
        var below = storedHoles.floorEntry(hole.from());
        return below != null && hole.to() <= below.getValue().to() ? below.getValue() : null;
    }
}
