package dev.tidemark.http.feed;

import dev.tidemark.cold.Partition;
import dev.tidemark.http.answer.Asked;
import dev.tidemark.http.answer.AskedReader;
import dev.tidemark.http.answer.AskedReader.RangeNames;
import dev.tidemark.http.answer.Names;
import dev.tidemark.http.format.Format;
import dev.tidemark.http.wire.QueryParameters;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Symbol;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a request for ticks or trades.
final class FeedRequest {

    private static final Set<String> PARAMETERS = Stream.concat(
                    AskedReader.PARAMETERS.stream(), Stream.of("symbol", "source", "from", "to"))
            .collect(Collectors.toUnmodifiableSet());

    private FeedRequest() {}

    static Asked read(RoutingContext ctx, Dataset dataset, AskedReader reader) {
        var parameters = new QueryParameters(ctx, PARAMETERS);
        String symbol = Symbol.parse(parameters.requiredText("symbol", "BTC-USD"));
        String source = parameters.text("source");
        var names = new Names(new Partition(dataset, symbol), source == null ? null : List.of(source));
        Format format = Format.of(
                ctx.pathParam("ending"),
                parameters.text("format"),
                ctx.request().getHeader("Accept"));
        return reader.read(parameters, names, new RangeNames("from", "to"), format);
    }
}
