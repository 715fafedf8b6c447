package dev.tidemark.http.gate;

import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.access.KeyRing;
import dev.tidemark.access.KeyRing.Verdict;
import dev.tidemark.access.Principal;
import dev.tidemark.access.RateLimit;
import dev.tidemark.hot.HotFault;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/// Says whose request it is, and refuses who has no key where one is needed or asks too often.
///
/// A known key is counted by itself, everything else by its address: who tries keys is slowed before the database is
/// asked about them.
public final class Gate {

    private final KeyRing keys;
    private final RateLimit rates;
    private final boolean isOnLoopback;

    /// @param boundTo the host that the server listens on
    public Gate(KeyRing keys, RateLimit rates, String boundTo) {
        this.keys = keys;
        this.rates = rates;
        this.isOnLoopback = Loopback.isLoopback(boundTo);
    }

    /// A handler that lets requests pass whose key has this scope.
    public Handler<RoutingContext> require(Scope scope) {
        return new RequireScopeHandler(this, scope);
    }

    /// Who asks. Complete at once unless the database must be asked. Fails with a problem, or with
    /// [HotFault.Unavailable] where only the database could tell.
    Future<Principal> identify(HttpServerRequest request) {
        Optional<Credential> credential = Credential.of(request);
        Verdict verdict = credential.map(given -> keys.lookUp(given.secret())).orElseGet(Verdict.Unknown::new);
        if (verdict instanceof Verdict.Known known) {
            return limited("key " + known.principal().id(), known.principal());
        }
        return limited(address(request), verdict)
                .compose(same -> needsKey(request))
                .compose(needed -> needed ? withKey(credential, verdict) : Future.succeededFuture(Principal.OPEN));
    }

    private Future<Principal> withKey(Optional<Credential> credential, Verdict verdict) {
        if (credential.isEmpty()) {
            return hasAny().map(any -> {
                throw Refusals.missingKey(any).asException();
            });
        }
        if (verdict instanceof Verdict.Refused) {
            return Future.failedFuture(Refusals.unknownKey().asException());
        }
        return keys.ask(credential.get().secret())
                .recover(fault -> Future.failedFuture(databaseFault(fault)))
                .compose(answer -> answer instanceof Verdict.Known known
                        ? Future.succeededFuture(known.principal())
                        : Future.failedFuture(Refusals.unknownKey().asException()));
    }

    /// Whether this request needs a key; fails for one that could do without but comes from elsewhere.
    private Future<Boolean> needsKey(HttpServerRequest request) {
        if (!isOnLoopback) {
            return Future.succeededFuture(true);
        }
        return hasAny().compose(any -> (any || namesLoopback(request))
                ? Future.succeededFuture(any)
                : Future.failedFuture(Refusals.notLocal().asException()));
    }

    private Future<Boolean> hasAny() {
        return keys.hasAny().recover(fault -> Future.failedFuture(databaseFault(fault)));
    }

    private static Throwable databaseFault(Throwable fault) {
        return fault instanceof HotFault ? fault : new HotFault.Unavailable("Keys could not be looked up", fault);
    }

    // A page on the web can point its own name at 127.0.0.1; it cannot choose what the browser calls the host.
    private static boolean namesLoopback(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority != null && Loopback.isLoopback(bare(authority.host()));
    }

    private static String bare(String host) {
        return (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
    }

    private <T> Future<T> limited(String caller, T value) {
        Duration wait = rates.take(caller);
        return wait.isZero()
                ? Future.succeededFuture(value)
                : Future.failedFuture(Refusals.tooMany().retryAfter(wait).asException());
    }

    private static String address(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return "address " + (remote == null ? "unknown" : remote.hostAddress());
    }
}
