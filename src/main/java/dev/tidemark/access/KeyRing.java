package dev.tidemark.access;

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
/// A stored key's answer is kept for 60 s, so a revoked key works for at most that long; a refusal is kept for 10 s.
/// Only digests are remembered, never a secret. Thread-safe.
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
        return stored.verify(secret).map(found -> remember(digest, found));
    }

    private Verdict remember(byte[] digest, Optional<ApiKeys.ApiKey> found) {
        Verdict verdict = found.<Verdict>map(key -> new Verdict.Known(new Principal(key.prefix(), key.scopes())))
                .orElseGet(Verdict.Refused::new);
        cache.put(digest, verdict, verdict instanceof Verdict.Known ? KNOWN_NANOS : REFUSED_NANOS);
        return verdict;
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
        return stored.any()
                .timeout(ANY_PATIENCE_MS, TimeUnit.MILLISECONDS)
                .map(this::rememberAny)
                .recover(this::lastKnownAny);
    }

    private synchronized @Nullable Boolean freshAny() {
        boolean isFresh = lastAny != null && nanoTime.getAsLong() - lastAnyAt < ANY_NANOS;
        return isFresh ? lastAny : null;
    }

    private synchronized Boolean rememberAny(Boolean any) {
        lastAny = any;
        lastAnyAt = nanoTime.getAsLong();
        return any;
    }

    private synchronized Future<Boolean> lastKnownAny(Throwable fault) {
        return lastAny == null ? Future.failedFuture(fault) : Future.succeededFuture(rememberAny(lastAny));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every JDK has", e);
        }
    }
}
