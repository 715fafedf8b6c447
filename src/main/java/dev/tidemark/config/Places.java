package dev.tidemark.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where to look for settings.
///
/// @param file the user's file; null looks for `conf/tidemark.yaml` in each of `folders`
/// @param folders the working directory, then the application's
/// @param variables the environment
/// @param options of the command line, key to value as in `http.port` to `8081`, the later ones win
public record Places(
        @Nullable Path file, List<Path> folders, Map<String, String> variables, Map<String, String> options) {

    public Places {
        folders = List.copyOf(folders);
        variables = Map.copyOf(variables);
        options = Map.copyOf(new LinkedHashMap<>(options));
    }
}
