package dev.tidemark.access;

import dev.tidemark.access.ApiKeys.ApiKey;
import dev.tidemark.access.ApiKeys.NewKey;
import dev.tidemark.access.ApiKeys.Scope;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// All keys in one place: those of the environment, which need no database, and the stored ones behind a cache.
///
/// A stored key's answer is kept for 60 s, a refusal for 10 s. A key revoked here is refused at once; one revoked by
/// another process works for at most those 60 s. Only digests are remembered, never a secret. Thread-safe.
public final class KeyRing {

    /// The longest secret that is looked at, in characters.
    public static final int MAX_SECRET_LENGTH = 256;

    private static final int MAX_CACHED = 1_000;
    private static final long KNOWN_NANOS = 60_000_000_000L;
    private static final long REFUSED_NANOS = 10_000_000_000L;
    private static final long ANY_NANOS = 5_000_000_000L;
    private static final long ANY_PATIENCE_MS = 1_000;

    /// What can be said of a secret without asking the database.
    public sealed interface Verdict {
        record Known(Principal principal) implements Verdict {}

        record Refused() implements Verdict {}

        record Unknown() implements Verdict {}
    }

    private static final class EnvironmentKey {
        private final byte[] digest;
        private final Principal principal;

        private EnvironmentKey(byte[] digest, Principal principal) {
            this.digest = digest;
            this.principal = principal;
        }
    }

    private final List<EnvironmentKey> environment = new ArrayList<>();
    private final ApiKeys stored;
    private final LongSupplier nanoTime;
    private final VerdictCache cache;
    private @Nullable Boolean lastAny;
    private long lastAnyAt;
    private long keysMade;

    /// @param ingestKey `API_KEY`; null for none
    /// @param adminKey `BACKFILL_API_KEY`; null for none
    /// @param nanoTime a monotonic clock, as [System#nanoTime]
    public KeyRing(@Nullable String ingestKey, @Nullable String adminKey, ApiKeys stored, LongSupplier nanoTime) {
        this.stored = stored;
        this.nanoTime = nanoTime;
        this.cache = new VerdictCache(MAX_CACHED, nanoTime);
        addEnvironmentKey(adminKey, new Principal("env-admin", Set.of(Scope.ADMIN)));
        addEnvironmentKey(ingestKey, new Principal("env-ingest", Set.of(Scope.INGEST)));
    }

    private void addEnvironmentKey(@Nullable String secret, Principal principal) {
        if (secret != null && !secret.isEmpty()) {
            environment.add(new EnvironmentKey(digest(secret), principal));
        }
    }

    /// What is known of a secret at once. Takes the same time for every secret that is no environment key.
    public Verdict lookUp(String secret) {
        if (secret.isEmpty() || secret.length() > MAX_SECRET_LENGTH) {
            return new Verdict.Refused();
        }
        byte[] digest = digest(secret);
        for (EnvironmentKey key : environment) {
            if (MessageDigest.isEqual(key.digest, digest)) {
                return new Verdict.Known(key.principal);
            }
        }
        return cache.find(digest);
    }

    /// Asks the store about a secret and remembers the answer. Fails as [ApiKeys#verify] does; a failure is not
    /// remembered.
    public Future<Verdict> ask(String secret) {
        byte[] digest = digest(secret);
        long asOf = cache.revision();
        return stored.verify(secret).map(found -> remember(digest, found, asOf));
    }

    private Verdict remember(byte[] digest, Optional<ApiKey> found, long asOf) {
        Verdict verdict = found.<Verdict>map(key -> new Verdict.Known(new Principal(key.prefix(), key.scopes())))
                .orElseGet(Verdict.Refused::new);
        cache.put(digest, verdict, verdict instanceof Verdict.Known ? KNOWN_NANOS : REFUSED_NANOS, asOf);
        return verdict;
    }

    /// Makes a stored key. From then on [#hasAny] is true at once, so that nobody without a key gets in any more.
    /// Fails as [ApiKeys#create] does.
    public Future<NewKey> create(String name, Set<Scope> scopes) {
        return stored.create(name, scopes).map(this::noteMade);
    }

    private synchronized NewKey noteMade(NewKey made) {
        keysMade++;
        lastAny = true;
        lastAnyAt = nanoTime.getAsLong();
        return made;
    }

    /// Revokes a stored key, which is then refused at once; false where there is none with this prefix. Fails as
    /// [ApiKeys#revoke] does; the store may have done it all the same, so that the key is looked up again.
    public Future<Boolean> revoke(String prefix) {
        return stored.revoke(prefix).andThen((wasThere, fault) -> cache.forget(prefix));
    }

    /// The stored keys, revoked ones too. Fails as [ApiKeys#list] does.
    public Future<List<ApiKey>> list() {
        return stored.list();
    }

    /// Whether there is any key at all. The store is asked at most every 5 s and waited for 1 s, so that a hanging
    /// database does not hang every request. While it cannot answer, its last answer stands.
    ///
    /// Fails only where the store has never answered: nobody can then say whether a key is needed.
    public Future<Boolean> hasAny() {
        if (!environment.isEmpty()) {
            return Future.succeededFuture(true);
        }
        Boolean known = freshAny();
        if (known != null) {
            return Future.succeededFuture(known);
        }
        long asOf = keysMade();
        return stored.any()
                .timeout(ANY_PATIENCE_MS, TimeUnit.MILLISECONDS)
                .map(any -> rememberAny(any, asOf))
                .recover(this::lastKnownAny);
    }

    private synchronized @Nullable Boolean freshAny() {
        boolean isFresh = lastAny != null && nanoTime.getAsLong() - lastAnyAt < ANY_NANOS;
        return isFresh ? lastAny : null;
    }

    private synchronized long keysMade() {
        return keysMade;
    }

    // An answer from before a key was made must not hide that key.
    private synchronized Boolean rememberAny(Boolean any, long asOf) {
        if (asOf != keysMade) {
            return true;
        }
        lastAny = any;
        lastAnyAt = nanoTime.getAsLong();
        return any;
    }

    private synchronized Future<Boolean> lastKnownAny(Throwable fault) {
        return lastAny == null ? Future.failedFuture(fault) : Future.succeededFuture(rememberAny(lastAny, keysMade));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every JDK has", e);
        }
    }
}
