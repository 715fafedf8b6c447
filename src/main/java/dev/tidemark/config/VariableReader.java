package dev.tidemark.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads the environment's variables: each key's own `TIDEMARK_…` and the short names of some. A `TIDEMARK_…` that
/// nobody reads is a fault, since it is a misspelt one.
final class VariableReader {

    /// Read elsewhere: by the client commands, the launcher, the tests.
    private static final Set<String> NOT_SETTINGS = Set.of(
            "TIDEMARK_URL",
            "TIDEMARK_KEY",
            "TIDEMARK_CONFIG",
            "TIDEMARK_HOME",
            "TIDEMARK_JAVA_OPTS",
            "TIDEMARK_JAVA_HOME");

    private static final String PREFIX = "TIDEMARK_";

    private VariableReader() {}

    /// The own name wins over the short one.
    static Map<String, Entry> read(Map<String, String> variables, KeyTable table, List<Fault> faults) {
        var entries = new LinkedHashMap<String, Entry>();
        var unread = new TreeMap<>(variables);
        unread.keySet().removeAll(NOT_SETTINGS);
        unread.keySet().removeIf(name -> !name.startsWith(PREFIX) || name.startsWith("TIDEMARK_TEST_"));
        for (var key : table.keys()) {
            for (var alias : key.alias()) {
                put(entries, key, alias.variable(), alias.suffix(), variables);
            }
            put(entries, key, key.variable(), "", variables);
            unread.remove(key.variable());
        }
        var names = table.keys().stream().map(Key::variable).toList();
        unread.keySet()
                .forEach(name -> faults.add(new Fault(
                        Origin.variable(name),
                        "there is no such setting"
                                + Nearest.to(name, names)
                                        .map(near -> ", did you mean " + near + "?")
                                        .orElse(""))));
        return entries;
    }

    private static void put(
            Map<String, Entry> entries, Key<?> key, String name, String suffix, Map<String, String> variables) {
        String text = variables.get(name);
        // An empty variable is how people unset one in a compose file: it sets nothing.
        if (text != null && !text.isBlank()) {
            entries.put(key.path(), new Entry(Value.ofText(text.strip() + suffix), Origin.variable(name)));
        }
    }
}
