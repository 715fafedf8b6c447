package dev.tidemark.journal.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the distinct names of one batch in the order of their first appearance. Reused; not thread-safe.
///
/// @param <T> a [dev.tidemark.market.Series] or a text
final class NameDictionary<T> {

    private static final int SEARCHED_ONE_BY_ONE = 6;

    private final List<T> names = new ArrayList<>();
    private final Map<T, Integer> nameToNumber = new HashMap<>();
    private int last;

    void clear() {
        names.clear();
        nameToNumber.clear();
        last = 0;
    }

    List<T> names() {
        return names;
    }

    int numberOf(T name) {
        if (!names.isEmpty() && names.get(last).equals(name)) {
            return last;
        }
        last = find(name);
        return last;
    }

    private int find(T name) {
        if (names.size() > SEARCHED_ONE_BY_ONE) {
            Integer known = nameToNumber.get(name);
            return known != null ? known : add(name);
        }
        int number = names.indexOf(name);
        return number >= 0 ? number : add(name);
    }

    private int add(T name) {
        names.add(name);
        nameToNumber.put(name, names.size() - 1);
        return names.size() - 1;
    }
}
