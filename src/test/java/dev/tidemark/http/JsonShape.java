package dev.tidemark.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks a JSON value against the part of JSON Schema 2020-12 that the API description uses; a keyword that it does
/// not know is a fault of the description.
final class JsonShape {

    private static final List<String> NOTES = List.of("description", "format", "default");

    private final JsonObject root;
    private final List<String> faults = new ArrayList<>();

    private JsonShape(JsonObject root) {
        this.root = root;
    }

    /// What is wrong with a value, each with its place; empty when it has the shape.
    static List<String> faults(JsonObject root, JsonObject schema, @Nullable Object value) {
        var shape = new JsonShape(root);
        shape.check(schema, value, "#");
        return shape.faults;
    }

    /// What `$ref` points to, or the object itself.
    static JsonObject resolve(JsonObject root, JsonObject object) {
        String ref = object.getString("$ref");
        if (ref == null) {
            return object;
        }
        JsonObject at = root;
        for (String part : ref.substring(2).split("/", -1)) {
            at = at.getJsonObject(part);
        }
        return at;
    }

    private void check(JsonObject unresolved, @Nullable Object value, String at) {
        JsonObject schema = resolve(root, unresolved);
        for (String keyword : schema.fieldNames()) {
            checkKeyword(schema, keyword, value, at);
        }
    }

    private void checkKeyword(JsonObject schema, String keyword, @Nullable Object value, String at) {
        switch (keyword) {
            case "type" ->
                expect(isOneOf(schema.getValue("type"), value), at, "type " + schema.getValue("type"), value);
            case "enum" -> expect(schema.getJsonArray("enum").getList().contains(value), at, "one of the enum", value);
            case "pattern" ->
                expect(
                        !(value instanceof String text)
                                || Pattern.compile(schema.getString("pattern"))
                                        .matcher(text)
                                        .find(),
                        at,
                        schema.getString("pattern"),
                        value);
            case "minimum" ->
                expect(
                        !(value instanceof Number n) || n.doubleValue() >= schema.getDouble(keyword),
                        at,
                        keyword,
                        value);
            case "maximum" ->
                expect(
                        !(value instanceof Number n) || n.doubleValue() <= schema.getDouble(keyword),
                        at,
                        keyword,
                        value);
            case "anyOf" ->
                expect(
                        schema.getJsonArray("anyOf").stream()
                                .anyMatch(one ->
                                        faults(root, (JsonObject) one, value).isEmpty()),
                        at,
                        "one of " + schema.getValue("anyOf"),
                        value);
            case "items" -> checkItems(schema.getJsonObject("items"), value, at);
            case "required" -> checkRequired(schema.getJsonArray("required"), value, at);
            case "properties" -> checkProperties(schema.getJsonObject("properties"), value, at);
            case "additionalProperties" -> checkOthers(schema, value, at);
            default -> expect(NOTES.contains(keyword), at, "a known keyword", keyword);
        }
    }

    private void checkItems(JsonObject schema, @Nullable Object value, String at) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                check(schema, array.getValue(i), at + "/" + i);
            }
        }
    }

    private void checkRequired(JsonArray names, @Nullable Object value, String at) {
        if (value instanceof JsonObject object) {
            names.forEach(
                    name -> expect(object.containsKey((String) name), at, "the member " + name, object.fieldNames()));
        }
    }

    private void checkProperties(JsonObject properties, @Nullable Object value, String at) {
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, Object> member : object) {
                JsonObject schema = properties.getJsonObject(member.getKey());
                if (schema != null) {
                    check(schema, member.getValue(), at + "/" + member.getKey());
                }
            }
        }
    }

    private void checkOthers(JsonObject schema, @Nullable Object value, String at) {
        Object others = schema.getValue("additionalProperties");
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, Object> member : object) {
                if (properties.containsKey(member.getKey())) {
                    continue;
                }
                expect(!Boolean.FALSE.equals(others), at, "no member " + member.getKey(), member.getValue());
                if (others instanceof JsonObject ofOthers) {
                    check(ofOthers, member.getValue(), at + "/" + member.getKey());
                }
            }
        }
    }

    private static boolean isOneOf(Object types, @Nullable Object value) {
        return types instanceof JsonArray many
                ? many.stream().anyMatch(type -> isType((String) type, value))
                : isType((String) types, value);
    }

    private static boolean isType(String type, @Nullable Object value) {
        return switch (type) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof JsonArray;
            case "object" -> value instanceof JsonObject;
            default -> false;
        };
    }

    private void expect(boolean holds, String at, String what, @Nullable Object was) {
        if (!holds) {
            faults.add(at + ": Expected " + what + ", was " + was);
        }
    }
}
