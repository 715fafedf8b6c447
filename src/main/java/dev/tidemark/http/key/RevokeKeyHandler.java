package dev.tidemark.http.key;

import dev.tidemark.access.KeyRing;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.http.wire.Answers;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/// `DELETE /keys/{prefix}`: revokes a key, which stays in the list. Doing it twice does no harm.
public final class RevokeKeyHandler implements Handler<RoutingContext> {

    /// What a prefix can be; the database cannot even be asked about every text.
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9]{1,32}");

    private final KeyRing keys;

    public RevokeKeyHandler(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String prefix = String.valueOf(ctx.pathParam("prefix"));
        Future<Boolean> revoked =
                PREFIX.matcher(prefix).matches() ? keys.revoke(prefix) : Future.succeededFuture(false);
        revoked.onSuccess(wasThere -> answer(ctx, wasThere)).onFailure(ctx::fail);
    }

    // What was sent is not repeated: it may be a whole secret.
    private static void answer(RoutingContext ctx, boolean wasThere) {
        if (wasThere) {
            Answers.empty(ctx, 204);
        } else {
            ctx.fail(Problem.of(ProblemKind.NOT_FOUND, "Expected the prefix of a key, as in /keys, was none")
                    .asException());
        }
    }
}
