package dev.tidemark.access;

import dev.tidemark.access.ApiKeys.Scope;
import java.util.Set;

/// Who is asking, and what they may do. An admin may do everything.
///
/// @param id names the key without telling it: a stored key's prefix, `env-ingest`, `env-admin`, or `open` for
///     everybody where no key is needed
public record Principal(String id, Set<Scope> scopes) {

    /// Everybody, on loopback where there is no key.
    public static final Principal OPEN = new Principal("open", Set.of(Scope.ADMIN));

    public Principal {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(Scope.ADMIN) || scopes.contains(scope);
    }
}
