package dev.tidemark.exchange.collect;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Counts by kind, bounded: the first hundred kinds by name, all later ones as `other`.
///
/// Kinds come from outside; without the bound a venue (or whoever plays one) could fill the memory with them.
final class Tally {

    static final int MAX_KINDS = 100;
    static final String OTHER = "other";
    private static final int MAX_LENGTH = 64;

    private final Map<String, Count> byKind = new HashMap<>();

    void count(String kind) {
        count(kind, 1);
    }

    void count(String kind, long by) {
        Count count = byKind.get(kind);
        if (count == null) {
            count = learn(kind);
        }
        count.value += by;
    }

    /// A copy, sorted by kind.
    Map<String, Long> toMap() {
        var copy = new TreeMap<String, Long>();
        byKind.forEach((kind, count) -> copy.put(kind, count.value));
        return copy;
    }

    private Count learn(String kind) {
        String name = kind.length() <= MAX_LENGTH ? kind : kind.substring(0, MAX_LENGTH) + "…";
        String key = byKind.size() < MAX_KINDS || byKind.containsKey(name) ? name : OTHER;
        return byKind.computeIfAbsent(key, k -> new Count());
    }

    private static final class Count {
        private long value;
    }
}
