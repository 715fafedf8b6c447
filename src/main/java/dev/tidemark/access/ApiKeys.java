package dev.tidemark.access;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The bearer keys, stored hashed. Thread-safe.
public interface ApiKeys {

    /// What a key allows. An admin key allows everything.
    enum Scope {
        READ,
        INGEST,
        ADMIN
    }

    /// Makes a key; the secret is in the answer and nowhere else.
    Future<NewKey> create(String name, Set<Scope> scopes);

    /// Revokes the key with this prefix; false where there is none. One that is revoked stays as it is: true.
    Future<Boolean> revoke(String prefix);

    /// All keys, revoked ones too, in the order in which they were made.
    Future<List<ApiKey>> list();

    /// The key that this secret belongs to, unless it is revoked. Compared in constant time.
    Future<Optional<ApiKey>> verify(String secret);

    /// Whether there is any key that is not revoked.
    Future<Boolean> any();

    /// @param secret to be shown once, as `tm_<prefix>_<secret>`
    record NewKey(String secret, ApiKey key) {}

    record ApiKey(
            String prefix,
            String name,
            Set<Scope> scopes,
            Instant created,
            @Nullable Instant revoked,
            @Nullable Instant lastUsed) {}
}
