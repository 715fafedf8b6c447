package dev.tidemark.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the settings: shipped file, user's file, overlay, environment, command line; the later wins.
///
/// What is overridden is checked too: a fault is a fault wherever it stands.
public final class SettingsLoader {

    /// The shipped file, as a resource and below the folders that are searched.
    public static final String FILE = "conf/tidemark.yaml";

    private static final String BUILT_IN = "built-in " + FILE;

    private final Places places;
    private final KeyTable table;
    private final String builtIn;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> bad = new HashSet<>();
    private final List<String> notices = new ArrayList<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> defaults;

    private SettingsLoader(Places places) {
        this.places = places;
        builtIn = builtInText();
        table = builtInTable();
        defaults = YamlReader.read(BUILT_IN, builtIn, table, faults);
    }

    /// Reads and checks everything. Throws nothing for what is wrong in the places: that is [Loading.Refused].
    public static Loading load(Places places) {
        return new SettingsLoader(places).load();
    }

    /// The table for the exchanges of the shipped file.
    static KeyTable builtInTable() {
        return new KeyTable(YamlReader.names(builtInText(), "exchanges"));
    }

    static String builtInText() {
        try (InputStream in = SettingsLoader.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("Expected " + FILE + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Loading load() {
        add(defaults);
        var variables = VariableReader.read(places.variables(), table, faults);
        var options = options();
        userFile().ifPresent(file -> {
            add(file(file));
            overlay(file, variables, options);
        });
        add(variables);
        add(options);
        var values = new Values(table, entries, defaults);
        faults.addAll(Combinations.faults(values, bad));
        return faults.isEmpty()
                ? new Loading.Loaded(SettingsTree.of(values), values.effective(), notices)
                : new Loading.Refused(faults);
    }

    private Optional<Path> userFile() {
        if (places.file() != null) {
            return Optional.of(places.file());
        }
        return places.folders().stream()
                .map(folder -> folder.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Map<String, Entry> file(Path file) {
        try {
            return YamlReader.read(file.toString(), Files.readString(file), table, faults);
        } catch (IOException e) {
            faults.add(new Fault(Origin.whole(file.toString()), "this file cannot be read as UTF-8 text"));
            return Map.of();
        }
    }

    private void overlay(Path file, Map<String, Entry> variables, Map<String, Entry> options) {
        String path = Keys.ENVIRONMENT.path();
        var entry = options.getOrDefault(path, variables.getOrDefault(path, entries.get(path)));
        if (entry == null
                || !(entry.value() instanceof Value.Scalar(var name))
                || faultOf(Keys.ENVIRONMENT, entry).isPresent()) {
            return;
        }
        Path overlay = file.resolveSibling("tidemark." + name + ".yaml");
        if (Files.isRegularFile(overlay)) {
            add(file(overlay));
        } else {
            notices.add("The environment is '" + name + "' (" + entry.origin() + "), but there is no " + overlay);
        }
    }

    private Map<String, Entry> options() {
        var read = new LinkedHashMap<String, Entry>();
        places.options().forEach((path, text) -> {
            if (table.find(path).isPresent()) {
                read.put(path, new Entry(Value.ofText(text), Origin.option(path)));
            } else {
                faults.add(new Fault(Origin.option(path), table.unknown(path)));
            }
        });
        return read;
    }

    private void add(Map<String, Entry> layer) {
        layer.forEach((path, entry) -> {
            var fault = table.find(path).flatMap(key -> faultOf(key, entry));
            fault.ifPresent(faults::add);
            if (fault.isPresent()) {
                bad.add(path);
            } else {
                entries.put(path, entry);
            }
        });
    }

    private static Optional<Fault> faultOf(Key<?> key, Entry entry) {
        if (entry.value() instanceof Value.Nothing) {
            return key.isOptional()
                    ? Optional.empty()
                    : Optional.of(new Fault(entry.origin(), "'" + key.path() + "': expected " + key.allowed()));
        }
        if (!(key.read(entry.value()) instanceof KeyType.Reading.Bad<?>(var sentence))) {
            return Optional.empty();
        }
        // What was meant to be a secret is not repeated, however wrong it is.
        String said = key.shown() == Key.Shown.PLAIN ? sentence : "expected " + key.allowed();
        return Optional.of(new Fault(entry.origin(), "'" + key.path() + "': " + said));
    }
}
