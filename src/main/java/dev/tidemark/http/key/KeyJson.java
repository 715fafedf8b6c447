package dev.tidemark.http.key;

import dev.tidemark.access.ApiKeys.ApiKey;
import dev.tidemark.access.ApiKeys.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A key as JSON; its secret is not in it.
final class KeyJson {

    private KeyJson() {}

    static JsonObject of(ApiKey key) {
        var scopes = new JsonArray();
        key.scopes().stream().sorted().map(KeyJson::word).forEach(scopes::add);
        return new JsonObject()
                .put("prefix", key.prefix())
                .put("name", key.name())
                .put("scopes", scopes)
                .put("created", key.created().toString())
                .put("revoked", time(key.revoked()))
                .put("last_used", time(key.lastUsed()));
    }

    /// A scope as it is written: `read`.
    static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
