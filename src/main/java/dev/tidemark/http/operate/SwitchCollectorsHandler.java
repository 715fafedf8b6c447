package dev.tidemark.http.operate;

import dev.tidemark.exchange.Collectors;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.http.wire.QueryParameters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `POST /start` and `POST /stop`: all collectors, or the one named by `source` in the body or the query. Idempotent.
abstract class SwitchCollectorsHandler implements Handler<RoutingContext> {

    private final Collectors collectors;
    private final BodyReader bodies;
    private final Function<String, Future<Boolean>> turn;
    private final String word;

    /// @param turn switches one collector; false where it stood so already
    /// @param word what has then happened: `started`
    SwitchCollectorsHandler(
            Collectors collectors, BodyReader bodies, Function<String, Future<Boolean>> turn, String word) {
        this.collectors = collectors;
        this.bodies = bodies;
        this.turn = turn;
        this.word = word;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String inQuery = new QueryParameters(ctx, Set.of("source")).text("source");
        Answers.when(
                ctx,
                bodies.read(ctx).map(body -> sources(inQuery, inBody(body))).compose(this::turnAll));
    }

    private static @Nullable String inBody(Buffer body) {
        if (body.toString().isBlank()) {
            return null;
        }
        try {
            return body.toJsonObject().getString("source");
        } catch (DecodeException | ClassCastException e) {
            throw Problem.pointer("#", "body", "Expected nothing or {\"source\":\"NAME\"}, was something else")
                    .asException();
        }
    }

    private List<String> sources(@Nullable String inQuery, @Nullable String inBody) {
        String source = inBody == null ? inQuery : inBody;
        if (inQuery != null && !Objects.equals(inQuery, source)) {
            throw Problem.parameter("source", "Expected one source, were two").asException();
        }
        if (source == null) {
            return List.copyOf(collectors.sources());
        }
        if (!collectors.sources().contains(source)) {
            String detail = "Expected one of " + String.join(", ", collectors.sources()) + ", was '" + source + "'";
            throw (inBody == null ? Problem.parameter("source", detail) : Problem.pointer("#/source", "source", detail))
                    .asException();
        }
        return List.of(source);
    }

    private Future<JsonObject> turnAll(List<String> sources) {
        List<Future<Boolean>> turned = sources.stream().map(turn).toList();
        return Future.join(turned).map(all -> {
            boolean hasChanged = all.<Boolean>list().stream().anyMatch(changed -> changed);
            return new JsonObject()
                    .put("status", hasChanged ? word : "already " + word)
                    .put("sources", new JsonArray(sources));
        });
    }
}
