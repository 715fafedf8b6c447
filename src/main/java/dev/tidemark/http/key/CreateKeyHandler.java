package dev.tidemark.http.key;

import dev.tidemark.access.ApiKeys.NewKey;
import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.access.KeyRing;
import dev.tidemark.access.Principal;
import dev.tidemark.http.gate.RequireScopeHandler;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.BodyReader;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// `POST /keys`: makes a key. Its secret is in this answer and nowhere else.
public final class CreateKeyHandler implements Handler<RoutingContext> {

    private final KeyRing keys;
    private final BodyReader bodies;

    public CreateKeyHandler(KeyRing keys, BodyReader bodies) {
        this.keys = keys;
        this.bodies = bodies;
    }

    @Override
    public void handle(RoutingContext ctx) {
        bodies.read(ctx)
                .map(NewKeyRequest::parse)
                .map(request -> leavingAnAdmin(request, RequireScopeHandler.principal(ctx)))
                .compose(request -> keys.create(request.name(), request.scopes()))
                .onSuccess(made -> Answers.json(ctx, 201, json(made)))
                .onFailure(ctx::fail);
    }

    /// The first key ends the open mode. If it could not manage keys, nobody could any more.
    private static NewKeyRequest leavingAnAdmin(NewKeyRequest request, Principal by) {
        if (by.equals(Principal.OPEN) && !request.scopes().contains(Scope.ADMIN)) {
            throw Problem.pointer(
                            "#/scopes",
                            "scopes",
                            "Expected admin among the scopes of the first key: without it"
                                    + " nobody could make or revoke keys from then on, was none")
                    .asException();
        }
        return request;
    }

    private static JsonObject json(NewKey made) {
        return new JsonObject().put("secret", made.secret()).mergeIn(KeyJson.of(made.key()));
    }
}
