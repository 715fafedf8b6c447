package dev.tidemark.http.series;

import dev.tidemark.http.answer.Asked;
import dev.tidemark.http.answer.AskedReader;
import dev.tidemark.http.answer.RowAnswers;
import dev.tidemark.http.format.ByteSink;
import dev.tidemark.http.format.Envelope;
import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.query.Answer;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// `GET` and `POST /timeseries/query`: samples of some points of a site, by point, then time.
public final class QuerySeriesHandler implements Handler<RoutingContext> {

    private static final long NANOS_PER_MS = 1_000_000;

    private final RowAnswers answers;
    private final SeriesRequest requests;
    private final BodyReader bodies;
    private final LongSupplier nanoTime;

    /// @param maxPoints names in one request
    public QuerySeriesHandler(
            RowAnswers answers, AskedReader reader, int maxPoints, BodyReader bodies, LongSupplier nanoTime) {
        this.answers = answers;
        this.requests = new SeriesRequest(reader, maxPoints);
        this.bodies = bodies;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (ctx.request().method().equals(HttpMethod.POST)) {
            bodies.read(ctx)
                    .map(body -> requests.ofBody(ctx, body))
                    .onSuccess(asked -> answer(ctx, asked))
                    .onFailure(ctx::fail);
        } else {
            answer(ctx, requests.ofAddress(ctx));
        }
    }

    private void answer(RoutingContext ctx, Asked asked) {
        answers.answer(ctx, asked, (same, answer, startedNanos) -> new Samples(same, answer, startedNanos, nanoTime));
    }

    /// `{"site_name":…,"point_names":[…],"samples":[…],"next":…,"metadata":{…}}`
    private record Samples(Asked asked, Answer answer, long startedNanos, LongSupplier nanoTime) implements Envelope {

        @Override
        public void begin(ByteSink out) {
            var names = new JsonArray(answer.names());
            var site =
                    new JsonObject().put("site_name", asked.names().partition().name());
            String members = site.put("point_names", names).encode();
            out.put(members.substring(0, members.length() - 1)).put(",\"samples\":[");
        }

        @Override
        public void end(ByteSink out, @Nullable String next) {
            var counts = answer.counts();
            var reads = counts.reads().counts();
            var end = new JsonObject()
                    .put("next", next)
                    .put(
                            "metadata",
                            new JsonObject()
                                    .put("source", counts.source())
                                    .put("hot_samples", counts.hot())
                                    .put("cold_samples", counts.cold())
                                    .put("gets", reads.gets())
                                    .put("bytes", reads.bytes())
                                    .put("query_time_ms", (nanoTime.getAsLong() - startedNanos) / NANOS_PER_MS));
            out.put("],").put(end.encode().substring(1));
        }
    }
}
