package dev.tidemark.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All keys by path, and the sections they stand in.
final class KeyTable {

    private final List<String> sources;
    private final Map<String, Key<?>> byPath = new LinkedHashMap<>();
    private final Set<String> sections = new LinkedHashSet<>();

    KeyTable(List<String> sources) {
        this.sources = List.copyOf(sources);
        for (var key : Keys.all(sources)) {
            byPath.put(key.path(), key);
            for (int dot = key.path().indexOf('.'); dot > 0; dot = key.path().indexOf('.', dot + 1)) {
                sections.add(key.path().substring(0, dot));
            }
        }
    }

    /// The exchanges, in the order of the shipped file.
    List<String> sources() {
        return sources;
    }

    Collection<Key<?>> keys() {
        return byPath.values();
    }

    Optional<Key<?>> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    boolean isSection(String path) {
        return sections.contains(path);
    }

    /// The sentence about a name that there is not, with the nearest one that there is.
    String unknown(String path) {
        var names = new LinkedHashSet<>(byPath.keySet());
        names.addAll(sections);
        return "there is no key '" + path + "'"
                + Nearest.to(path, names)
                        .map(near -> ", did you mean '" + near + "'?")
                        .orElse("");
    }
}
