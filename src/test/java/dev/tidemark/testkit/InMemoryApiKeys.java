package dev.tidemark.testkit;

import dev.tidemark.access.ApiKeys;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// API keys in memory. Fails on demand, and counts how often it is asked about a secret. Thread-safe.
public final class InMemoryApiKeys implements ApiKeys {

    private final InstantSource clock;
    private final Map<String, ApiKey> secretToKey = new LinkedHashMap<>();
    private final AtomicInteger verifications = new AtomicInteger();
    private volatile @Nullable RuntimeException fault;

    public InMemoryApiKeys(InstantSource clock) {
        this.clock = clock;
    }

    /// Everything fails with this until it is null again.
    public void failWith(@Nullable RuntimeException newFault) {
        fault = newFault;
    }

    public int verifications() {
        return verifications.get();
    }

    @Override
    public synchronized Future<NewKey> create(String name, Set<Scope> scopes) {
        String prefix = "p" + secretToKey.size();
        String secret = "tm_" + prefix + "_" + name + "-secret";
        var key = new ApiKey(prefix, name, Set.copyOf(scopes), clock.instant(), null, null);
        secretToKey.put(secret, key);
        return answer(new NewKey(secret, key));
    }

    @Override
    public synchronized Future<Boolean> revoke(String prefix) {
        Instant now = clock.instant();
        boolean[] found = new boolean[1];
        secretToKey.replaceAll((secret, key) -> {
            if (!key.prefix().equals(prefix)) {
                return key;
            }
            found[0] = true;
            if (key.revoked() != null) {
                return key;
            }
            return new ApiKey(prefix, key.name(), key.scopes(), key.created(), now, key.lastUsed());
        });
        return answer(found[0]);
    }

    @Override
    public synchronized Future<List<ApiKey>> list() {
        return answer(List.copyOf(secretToKey.values()));
    }

    @Override
    public synchronized Future<Optional<ApiKey>> verify(String secret) {
        verifications.incrementAndGet();
        return answer(Optional.ofNullable(secretToKey.get(secret)).filter(key -> key.revoked() == null));
    }

    @Override
    public synchronized Future<Boolean> any() {
        return answer(secretToKey.values().stream().anyMatch(key -> key.revoked() == null));
    }

    private <T> Future<T> answer(T value) {
        RuntimeException current = fault;
        return current == null ? Future.succeededFuture(value) : Future.failedFuture(current);
    }
}
