package dev.tidemark.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/// Messages said in another way that means the same. A string is a [String]; a number or word a [Bare], so that its
/// digits stay as they are.
final class JsonTree {

    private static final JsonFactory JSON = new JsonFactory();

    private record Bare(String token) {}

    private JsonTree() {}

    /// The same message with the fields of each object in reverse order.
    static String reversed(String json) {
        return write(reverse(read(json)));
    }

    /// The same message with a field more at the start and the end of each object.
    static String padded(String json) {
        return write(pad(read(json)));
    }

    /// The same message with each number in quotes.
    static String quoted(String json) {
        return json.replaceAll("(?<=[:,\\[])(-?[0-9]+(\\.[0-9]+)?)(?=[,\\]}])", "\"$1\"");
    }

    /// The same message with each number that stood in quotes bare, where JSON can say it.
    static String bare(String json) {
        return json.replaceAll("(?<=[:,\\[])\"(-?(0|[1-9][0-9]*)(\\.[0-9]+)?)\"(?=[,\\]}])", "$1");
    }

    private static Object reverse(Object tree) {
        return switch (tree) {
            case Map<?, ?> object -> {
                var entries = new ArrayList<Entry<?, ?>>(object.entrySet());
                Collections.reverse(entries);
                var reversed = new LinkedHashMap<Object, Object>();
                entries.forEach(entry -> reversed.put(entry.getKey(), reverse(entry.getValue())));
                yield reversed;
            }
            case List<?> array -> array.stream().map(JsonTree::reverse).toList();
            default -> tree;
        };
    }

    private static Object pad(Object tree) {
        return switch (tree) {
            case Map<?, ?> object -> {
                var padded = new LinkedHashMap<Object, Object>();
                padded.put("brand_new", List.of(Map.of("price", "1", "type", "x"), new Bare("null")));
                object.forEach((name, value) -> padded.put(name, pad(value)));
                padded.put("newer", new Bare("-1.5e3"));
                yield padded;
            }
            case List<?> array -> array.stream().map(JsonTree::pad).toList();
            default -> tree;
        };
    }

    private static Object read(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var object = new LinkedHashMap<String, Object>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> parser.getText();
            default -> new Bare(parser.getText());
        };
    }

    private static String write(Object tree) {
        return switch (tree) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(entry -> write(entry.getKey()) + ":" + write(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> array -> array.stream().map(JsonTree::write).collect(Collectors.joining(",", "[", "]"));
            case String text ->
                "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
            case Bare bare -> bare.token();
            default -> throw new IllegalArgumentException("Expected JSON, was " + tree);
        };
    }
}
