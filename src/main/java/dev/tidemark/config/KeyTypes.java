package dev.tidemark.config;

import dev.tidemark.config.KeyType.Reading;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The kinds of values that a key can have.
final class KeyTypes {

    private KeyTypes() {}

    static KeyType<Integer> whole(int least, int most) {
        return scalar(
                "a whole number from " + least + " to " + most,
                text -> Amounts.whole(text).filter(n -> n >= least && n <= most).map(Math::toIntExact));
    }

    static KeyType<Long> bytes(long least, long most) {
        return scalar(
                "a size from " + Amounts.showBytes(least) + " to " + Amounts.showBytes(most),
                text -> Amounts.bytes(text).filter(n -> n >= least && n <= most));
    }

    static KeyType<Duration> duration(Duration least, Duration most) {
        return scalar(
                "a duration from " + Amounts.showDuration(least) + " to " + Amounts.showDuration(most),
                text -> Amounts.duration(text).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
    }

    static KeyType<LocalTime> timeOfDay() {
        return scalar("a time of day as in 02:00", text -> {
            try {
                return Optional.of(LocalTime.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    static KeyType<Boolean> flag() {
        return scalar("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static KeyType<String> oneOf(String... words) {
        var allowed = List.of(words);
        return scalar(
                "one of " + String.join(", ", allowed),
                text -> Optional.of(text).filter(allowed::contains));
    }

    /// Text that fits a pattern, described by `what`.
    static KeyType<String> text(String what, String pattern) {
        var compiled = Pattern.compile(pattern);
        return scalar(what, text -> Optional.of(text).filter(compiled.asMatchPredicate()));
    }

    static KeyType<Path> folder() {
        return scalar("a path", text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    /// An absolute URL with one of these schemes and a host.
    static KeyType<URI> url(String... schemes) {
        var allowed = Set.of(schemes);
        return scalar("a URL that begins with " + String.join(":// or ", schemes) + "://", text -> {
            try {
                var uri = new URI(text);
                return Optional.of(uri)
                        .filter(u -> u.getScheme() != null && allowed.contains(u.getScheme()) && u.getHost() != null);
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        });
    }

    /// A list; a word alone, or words with commas, are a list too. Each item once.
    static <T> KeyType<List<T>> listOf(String what, Function<String, Optional<T>> item) {
        return new KeyType<>() {
            @Override
            public Reading<List<T>> read(Value value) {
                var items = new ArrayList<T>();
                for (String text : itemsOf(value)) {
                    var read = item.apply(text);
                    if (read.isEmpty() || items.contains(read.get())) {
                        return refused(value);
                    }
                    items.add(read.get());
                }
                return value instanceof Value.Pairs || value instanceof Value.Nested
                        ? refused(value)
                        : new Reading.Good<>(List.copyOf(items));
            }

            @Override
            public String allowed() {
                return what;
            }
        };
    }

    /// A map of words to words; in a variable `USDT:USD,BUSD:USD`.
    static KeyType<Map<String, String>> pairs(String what, String word) {
        var pattern = Pattern.compile(word);
        return new KeyType<>() {
            @Override
            public Reading<Map<String, String>> read(Value value) {
                var pairs = pairsOf(value);
                boolean isGood = pairs.isPresent()
                        && pairs.get().entrySet().stream()
                                .allMatch(pair -> pattern.matcher(pair.getKey()).matches()
                                        && pattern.matcher(pair.getValue()).matches());
                return isGood ? new Reading.Good<>(Map.copyOf(pairs.get())) : refused(value);
            }

            @Override
            public String allowed() {
                return what;
            }
        };
    }

    private static List<String> itemsOf(Value value) {
        return switch (value) {
            case Value.Scalar(var text) -> split(text);
            case Value.Listing(var items) -> items;
            case Value.Nothing _, Value.Pairs _, Value.Nested _ -> List.of();
        };
    }

    private static Optional<Map<String, String>> pairsOf(Value value) {
        return switch (value) {
            case Value.Pairs(var pairs) -> Optional.of(pairs);
            case Value.Scalar(var text) -> pairsOf(split(text));
            case Value.Listing(var items) -> items.isEmpty() ? Optional.of(Map.of()) : Optional.empty();
            case Value.Nothing _, Value.Nested _ -> Optional.empty();
        };
    }

    private static Optional<Map<String, String>> pairsOf(List<String> items) {
        var pairs = new LinkedHashMap<String, String>();
        for (String item : items) {
            int colon = item.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            pairs.put(
                    item.substring(0, colon).strip(), item.substring(colon + 1).strip());
        }
        return Optional.of(pairs);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static <T> KeyType<T> scalar(String what, Function<String, Optional<T>> reader) {
        return new KeyType<>() {
            @Override
            public Reading<T> read(Value value) {
                if (!(value instanceof Value.Scalar(var text))) {
                    return refused(value);
                }
                return reader.apply(text).<Reading<T>>map(Reading.Good::new).orElseGet(() -> refused(value));
            }

            @Override
            public String allowed() {
                return what;
            }
        };
    }
}
