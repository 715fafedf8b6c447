package dev.tidemark.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Writes `docs/configuration.md` from the table of keys and the comments of the shipped file.
final class ConfigPage {

    private static final String HEAD = """
            # Configuration

            Made from the table of keys and the comments in `conf/tidemark.yaml`; a test compares them
            (`mvn test -Dtest=ConfigPageTest -Dtidemark.write-docs=true` writes this page anew).

            Later wins: the built-in file, your `conf/tidemark.yaml` (or `--config FILE`, or `TIDEMARK_CONFIG`), the overlay
            `tidemark.{environment}.yaml` beside it, environment variables, the command line (`--port`, `--host`, `--data`,
            `--log-level`, `-D key=value`). `./tidemark config print` shows every value in force and where it comes from,
            `./tidemark config check` names every fault at once with its line.

            Every key has a variable: `http.max-feeds` is `TIDEMARK_HTTP_MAX_FEEDS`. Some have a short one too, named below. A
            `TIDEMARK_…` that belongs to no key is a fault. Lists and maps are written with commas in variables and options:
            `BTC/USD,ETH/USD`, `USDT:USD`. Durations are `50ms`, `5s`, `2m`, `1h`, `1d` or ISO 8601; sizes are powers of 1024.

            | key | default | allowed | what it is |
            |---|---|---|---|
            """;

    private final KeyTable table = SettingsLoader.builtInTable();
    private final List<String> lines = SettingsLoader.builtInText().lines().toList();
    private final Map<String, Entry> defaults =
            YamlReader.read("built-in", SettingsLoader.builtInText(), table, new ArrayList<>());

    String text() {
        return HEAD
                + rows().entrySet().stream()
                        .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n")
                        .collect(Collectors.joining());
    }

    /// What the shipped file says above a key; empty where it says nothing.
    String comment(Key<?> key) {
        var entry = defaults.get(key.path());
        if (entry == null) {
            return "";
        }
        int last = entry.origin().line() - 2;
        int first = last;
        while (first >= 0 && lines.get(first).strip().startsWith("#")) {
            first--;
        }
        return lines.subList(first + 1, last + 1).stream()
                .map(line -> line.strip().substring(1).strip())
                .collect(Collectors.joining(" "));
    }

    /// One row a key; those of the exchanges once, as the first exchange has them.
    private Map<String, String> rows() {
        String first = "exchanges." + table.sources().getFirst() + ".";
        var rows = new LinkedHashMap<String, String>();
        for (var key : table.keys()) {
            boolean isFirst = key.path().startsWith(first);
            if (isFirst || !key.path().startsWith("exchanges.")) {
                String path = isFirst ? "exchanges.{source}." + key.path().substring(first.length()) : key.path();
                rows.put(path, "`" + written(key) + "` | " + key.allowed() + " | " + comment(key) + also(key));
            }
        }
        return rows;
    }

    private Value written(Key<?> key) {
        return Objects.requireNonNull(defaults.get(key.path())).value();
    }

    private static String also(Key<?> key) {
        return key.alias().stream()
                .map(alias -> " Also `" + alias.variable() + "`"
                        + (alias.suffix().isEmpty() ? "." : ", in " + alias.suffix() + "."))
                .collect(Collectors.joining());
    }
}
