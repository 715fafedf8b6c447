package dev.tidemark.http.key;

import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.http.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What key is to be made: `{"name":"grafana","scopes":["read"]}`.
///
/// @param name what the key is for, 1 to 100 characters; two keys may have the same
/// @param scopes at least one
record NewKeyRequest(String name, Set<Scope> scopes) {

    static final int MAX_NAME_LENGTH = 100;

    private static final String SCOPES =
            Arrays.stream(Scope.values()).map(KeyJson::word).collect(Collectors.joining(", "));

    NewKeyRequest {
        scopes = Set.copyOf(scopes);
    }

    /// Reads a request; throws a problem that names the field at fault.
    static NewKeyRequest parse(Buffer body) {
        JsonObject json;
        try {
            json = body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw refused("#", "body", "Expected {\"name\":\"NAME\",\"scopes\":[\"read\"]}, was something else");
        }
        return new NewKeyRequest(name(json.getValue("name")), scopes(json.getValue("scopes")));
    }

    private static String name(@Nullable Object value) {
        String name = value instanceof String text ? text.strip() : "";
        boolean isGood = !name.isEmpty()
                && name.length() <= MAX_NAME_LENGTH
                && name.codePoints().allMatch(NewKeyRequest::isWritable);
        if (!isGood) {
            String expected = "Expected a text of 1 to " + MAX_NAME_LENGTH + " characters without control characters";
            throw refused("#/name", "name", expected + was(value));
        }
        return name;
    }

    // PostgreSQL takes no NUL and UTF-8 no half of a pair.
    private static boolean isWritable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static Set<Scope> scopes(@Nullable Object value) {
        if (!(value instanceof JsonArray words) || words.isEmpty()) {
            throw refused("#/scopes", "scopes", "Expected a list of at least one of " + SCOPES + was(value));
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < words.size(); i++) {
            scopes.add(scope(words.getValue(i), i));
        }
        return scopes;
    }

    private static Scope scope(@Nullable Object word, int index) {
        return Arrays.stream(Scope.values())
                .filter(scope -> KeyJson.word(scope).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        refused("#/scopes/" + index, "scopes[" + index + "]", "Expected one of " + SCOPES + was(word)));
    }

    private static String was(@Nullable Object value) {
        return value == null ? ", was none" : ", was another value";
    }

    private static RuntimeException refused(String pointer, String where, String detail) {
        return Problem.pointer(pointer, where, detail).asException();
    }
}
