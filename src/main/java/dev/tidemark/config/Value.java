package dev.tidemark.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A value as it is written, before anybody asks what it means.
sealed interface Value {

    /// `null`, `~` or nothing at all.
    record Nothing() implements Value {
        @Override
        public String toString() {
            return "null";
        }
    }

    /// A word or a number. What a variable or an option holds is always this.
    record Scalar(String text) implements Value {
        @Override
        public String toString() {
            return text;
        }
    }

    record Listing(List<String> items) implements Value {

        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return "[" + String.join(", ", items) + "]";
        }
    }

    record Pairs(Map<String, String> keyToValue) implements Value {

        public Pairs {
            keyToValue = Map.copyOf(keyToValue);
        }

        @Override
        public String toString() {
            return new TreeMap<>(keyToValue)
                    .entrySet().stream()
                            .map(pair -> pair.getKey() + ": " + pair.getValue())
                            .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// Something nested deeper than any key is.
    record Nested(String what) implements Value {
        @Override
        public String toString() {
            return what;
        }
    }

    /// Text as a variable or an option has it: empty and `null` are nothing, `[]` and `{}` are nothing in a list.
    static Value ofText(String text) {
        String trimmed = text.strip();
        if (trimmed.equals("[]") || trimmed.equals("{}")) {
            return new Listing(List.of());
        }
        return trimmed.isEmpty() || trimmed.equals("null") || trimmed.equals("~") ? new Nothing() : new Scalar(trimmed);
    }
}
