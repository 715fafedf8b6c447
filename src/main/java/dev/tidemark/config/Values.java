package dev.tidemark.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The values in force, read by key. Only asked once every entry has been found good.
final class Values {

    private static final Pattern PASSWORD = Pattern.compile("(?<=://)([^/@:]*):[^/@]*@|(?<=[?&]password=)[^&]*");

    private final KeyTable table;
    private final Map<String, Entry> entries;
    private final Map<String, Entry> defaults;

    Values(KeyTable table, Map<String, Entry> entries, Map<String, Entry> defaults) {
        this.table = table;
        this.entries = entries;
        this.defaults = defaults;
    }

    KeyTable table() {
        return table;
    }

    <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException("Expected a value of " + key.path()));
    }

    <T> Optional<T> find(Key<T> key) {
        return read(key, entry(key).value());
    }

    /// The value that the shipped file gives a key.
    <T> T byDefault(Key<T> key) {
        return Optional.ofNullable(defaults.get(key.path()))
                .flatMap(entry -> read(key, entry.value()))
                .orElseThrow(() -> new IllegalStateException("Expected a default of " + key.path()));
    }

    private static <T> Optional<T> read(Key<T> key, Value value) {
        if (value instanceof Value.Nothing) {
            return Optional.empty();
        }
        return switch (key.read(value)) {
            case KeyType.Reading.Good<T>(var read) -> Optional.of(read);
            case KeyType.Reading.Bad<T>(var sentence) -> throw new IllegalStateException(key.path() + ": " + sentence);
        };
    }

    Origin origin(Key<?> key) {
        return entry(key).origin();
    }

    /// Every key with its value as a person would write it.
    List<Loading.Effective> effective() {
        return table.keys().stream()
                .map(key -> {
                    var entry = entry(key);
                    var byDefault = defaults.get(key.path());
                    boolean isDefault = byDefault != null && byDefault.value().equals(entry.value());
                    return new Loading.Effective(key.path(), shown(key, entry.value()), entry.origin(), isDefault);
                })
                .toList();
    }

    private static String shown(Key<?> key, Value value) {
        if (value instanceof Value.Nothing) {
            return "null";
        }
        return switch (key.shown()) {
            case PLAIN -> value.toString();
            case SECRET -> "****";
            case URL ->
                PASSWORD.matcher(value.toString()).replaceAll(m -> m.group(1) == null ? "****" : m.group(1) + ":****@");
        };
    }

    private Entry entry(Key<?> key) {
        var entry = entries.get(key.path());
        if (entry == null) {
            throw new IllegalStateException("Expected " + key.path() + " in the shipped file");
        }
        return entry;
    }
}
