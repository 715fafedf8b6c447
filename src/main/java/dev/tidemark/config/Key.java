package dev.tidemark.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A key of the configuration. Its default and its explanation stand in the shipped file.
///
/// @param path as in `http.port`
/// @param isOptional whether null is allowed
/// @param shown how it is shown to people
/// @param alias variables that set it too, each with what to append to its value
record Key<T>(String path, KeyType<T> type, boolean isOptional, Shown shown, List<Alias> alias) {

    /// Another variable than the key's own, as in `BATCH_INTERVAL_MS`, whose value lacks the unit.
    record Alias(String variable, String suffix) {}

    /// How a value is shown.
    enum Shown {
        PLAIN,
        /// Not at all.
        SECRET,
        /// As a URL without its password.
        URL
    }

    static <T> Key<T> of(String path, KeyType<T> type) {
        return new Key<>(path, type, false, Shown.PLAIN, List.of());
    }

    Key<T> optional() {
        return new Key<>(path, type, true, shown, alias);
    }

    Key<T> shown(Shown as) {
        return new Key<>(path, type, isOptional, as, alias);
    }

    /// Where several are set, the one named last wins.
    Key<T> alias(String variable) {
        return alias(variable, "");
    }

    Key<T> alias(String variable, String suffix) {
        var all = new ArrayList<>(alias);
        all.add(new Alias(variable, suffix));
        return new Key<>(path, type, isOptional, shown, List.copyOf(all));
    }

    /// The variable of this key's own: `http.max-feeds` is `TIDEMARK_HTTP_MAX_FEEDS`.
    String variable() {
        return "TIDEMARK_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    String allowed() {
        return isOptional ? type.allowed() + ", or null" : type.allowed();
    }

    KeyType.Reading<T> read(Value value) {
        return type.read(value);
    }
}
