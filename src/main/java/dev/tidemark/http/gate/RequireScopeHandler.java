package dev.tidemark.http.gate;

import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.access.Principal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// Lets a request pass if its key has the scope.
public final class RequireScopeHandler implements Handler<RoutingContext> {

    private static final String PRINCIPAL = "principal";

    private final Gate gate;
    private final Scope scope;

    RequireScopeHandler(Gate gate, Scope scope) {
        this.gate = gate;
        this.scope = scope;
    }

    /// Who sent a request that has passed; [Principal#OPEN] for one that needed no key.
    public static Principal principal(RoutingContext ctx) {
        Principal principal = ctx.get(PRINCIPAL);
        return principal == null ? Principal.OPEN : principal;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Future<Principal> who = gate.identify(ctx.request());
        if (who.isComplete()) {
            decide(ctx, who);
            return;
        }
        // While the database is asked, the body must not run past, and nobody may answer on another thread.
        ctx.request().pause();
        Context own = ctx.vertx().getOrCreateContext();
        who.onComplete(result -> own.runOnContext(back -> {
            decide(ctx, result);
            ctx.request().resume();
        }));
    }

    private void decide(RoutingContext ctx, AsyncResult<Principal> who) {
        if (who.failed()) {
            ctx.fail(who.cause());
        } else if (!who.result().may(scope)) {
            ctx.fail(Refusals.wrongScope(scope).asException());
        } else {
            ctx.put(PRINCIPAL, who.result());
            ctx.next();
        }
    }
}
