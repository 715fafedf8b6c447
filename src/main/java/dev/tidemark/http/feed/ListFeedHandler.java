package dev.tidemark.http.feed;

import dev.tidemark.hot.HotReader;
import dev.tidemark.http.answer.Asked;
import dev.tidemark.http.answer.AskedReader;
import dev.tidemark.http.answer.Envelopes;
import dev.tidemark.http.answer.Names;
import dev.tidemark.http.answer.RowAnswers;
import dev.tidemark.http.format.ByteSink;
import dev.tidemark.http.format.Envelope;
import dev.tidemark.market.Dataset;
import dev.tidemark.query.Answer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// `GET /api/ticks`, `GET /api/trades`: those of a symbol in a range, by time, then arrival.
public final class ListFeedHandler implements Handler<RoutingContext> {

    private final Dataset dataset;
    private final RowAnswers answers;
    private final AskedReader asked;
    private final HotReader hot;

    /// @param dataset ticks or trades
    public ListFeedHandler(Dataset dataset, RowAnswers answers, AskedReader asked, HotReader hot) {
        this.dataset = dataset;
        this.answers = answers;
        this.asked = asked;
        this.hot = hot;
    }

    @Override
    public void handle(RoutingContext ctx) {
        answers.answer(ctx, FeedRequest.read(ctx, dataset, asked), new Lists(hot));
    }

    private record Lists(HotReader hot) implements Envelopes {

        @Override
        public Envelope of(Asked asked, Answer answer, long startedNanos) {
            return new Rows(asked);
        }

        /// A symbol of ticks alone has no trades, and is known.
        @Override
        public Future<Boolean> isKnown(Asked asked) {
            Names names = asked.names();
            return hot.symbols()
                    .map(listings -> listings.stream()
                            .anyMatch(listing ->
                                    listing.symbol().equals(names.partition().name())
                                            && (names.names() == null
                                                    || listing.sources().containsAll(names.names()))));
        }
    }

    /// `{"symbol":…,"ticks":[…],"next":…}`
    private record Rows(Asked asked) implements Envelope {

        @Override
        public void begin(ByteSink out) {
            var partition = asked.names().partition();
            out.put("{\"symbol\":").put(Json.encode(partition.name()));
            out.put(",\"").put(partition.dataset().label()).put("\":[");
        }

        @Override
        public void end(ByteSink out, @Nullable String next) {
            out.put("],\"next\":").put(Json.encode(next)).put("}");
        }
    }
}
