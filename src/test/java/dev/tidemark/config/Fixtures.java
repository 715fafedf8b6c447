package dev.tidemark.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ways to load settings in a test.
final class Fixtures {

    private Fixtures() {}

    static Loading load(@Nullable Path file, Map<String, String> variables, Map<String, String> options) {
        return SettingsLoader.load(new Places(file, List.of(), variables, options));
    }

    static Loading.Loaded loaded(Map<String, String> variables, Map<String, String> options) {
        return loaded(null, variables, options);
    }

    static Loading.Loaded loaded(@Nullable Path file, Map<String, String> variables, Map<String, String> options) {
        return switch (load(file, variables, options)) {
            case Loading.Loaded loaded -> loaded;
            case Loading.Refused(var faults) -> throw new AssertionError("Expected no faults, were " + faults);
        };
    }

    static List<String> faults(@Nullable Path file, Map<String, String> variables, Map<String, String> options) {
        return switch (load(file, variables, options)) {
            case Loading.Loaded _ -> throw new AssertionError("Expected faults, were none");
            case Loading.Refused(var faults) ->
                faults.stream().map(Fault::toString).toList();
        };
    }
}
