package dev.tidemark.cli.settings;

import dev.tidemark.cli.screen.Refusal;
import dev.tidemark.config.Loading;
import dev.tidemark.config.Places;
import dev.tidemark.config.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that set settings, for every command that reads them.
public final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings file; without it conf/tidemark.yaml in the working directory or beside the program.")
    private @Nullable Path file;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on, 0 for a free one (http.port).")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (http.host).")
    private @Nullable String host;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of journal and database (data).")
    private @Nullable String data;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "debug, info, warn or error (log.level).")
    private @Nullable String logLevel;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "",
            description = "Any setting, as in -D batch.ticks.interval=50ms; may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    /// These options with further ones that win over them.
    public SettingsOptions with(Map<String, String> further) {
        set.putAll(further);
        return this;
    }

    /// Reads the settings of this process: its files, its environment, these options.
    public Loading load() {
        return load(System.getenv(), Path.of(""));
    }

    Loading load(Map<String, String> variables, Path workingDirectory) {
        var folders = new ArrayList<>(List.of(workingDirectory));
        String home = System.getProperty("tidemark.home");
        if (home != null) {
            folders.add(Path.of(home));
        }
        return SettingsLoader.load(new Places(file(variables), folders, variables, options()));
    }

    /// The settings, or a [Refusal] that holds all faults.
    public Loading.Loaded loadOrRefuse() {
        return switch (load()) {
            case Loading.Loaded loaded -> loaded;
            case Loading.Refused(var faults) ->
                throw new Refusal(
                        "the configuration has " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:")
                                + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()));
        };
    }

    private @Nullable Path file(Map<String, String> variables) {
        String named = variables.get("TIDEMARK_CONFIG");
        return file == null && named != null && !named.isBlank() ? Path.of(named) : file;
    }

    private Map<String, String> options() {
        var options = new LinkedHashMap<>(set);
        put(options, "http.port", port);
        put(options, "http.host", host);
        put(options, "data", data);
        put(options, "log.level", logLevel);
        return options;
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }
}
