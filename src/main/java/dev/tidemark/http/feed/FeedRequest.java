package dev.tidemark.http.feed;

import dev.tidemark.hot.HotReader.FeedQuery;
import dev.tidemark.hot.HotReader.Keyset;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.wire.IsoTime;
import dev.tidemark.http.wire.QueryParameters;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.Symbol;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request for ticks or trades, checked.
///
/// @param query with a limit of one row more than asked for, which tells whether there is a next page
/// @param limit rows asked for
record FeedRequest(FeedQuery query, int limit) {

    static final int MAX_LIMIT = 100_000;

    private static final long MAX_RANGE_US =
            ChronoUnit.DAYS.getDuration().multipliedBy(366).toNanos() / 1_000;
    private static final long DEFAULT_RANGE_US = Duration.ofHours(1).toNanos() / 1_000;
    private static final Set<String> PARAMETERS = Set.of("symbol", "source", "from", "to", "limit", "cursor", "format");

    private record Range(long fromUs, long toUs, @Nullable Keyset after) {}

    static FeedRequest of(RoutingContext ctx, Dataset dataset, InstantSource clock) {
        var parameters = new QueryParameters(ctx, PARAMETERS);
        String symbol = Symbol.parse(parameters.requiredText("symbol", "BTC-USD"));
        String source = parameters.text("source");
        String format = parameters.text("format");
        if (format != null && !format.equals("json")) {
            throw Problem.parameter("format", "Expected json, was '" + format + "'")
                    .asException();
        }
        int limit = (int) parameters.number("limit", 1, MAX_LIMIT, MAX_LIMIT);
        String cursor = parameters.text("cursor");
        Range range = cursor == null
                ? range(parameters, clock)
                : continued(
                        parameters,
                        PageCursor.read(cursor, dataset.code(), symbol, source)
                                .orElseThrow(() -> foreignCursor().asException()));
        return new FeedRequest(
                new FeedQuery(dataset, symbol, source, range.fromUs, range.toUs, limit + 1, range.after), limit);
    }

    private static Range range(QueryParameters parameters, InstantSource clock) {
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long toUs = parameters.timeUs("to", nowUs);
        long fromUs = parameters.timeUs("from", Math.max(Plausible.MIN_TIME_US, toUs - DEFAULT_RANGE_US));
        if (fromUs >= toUs) {
            throw Problem.parameter(
                            "from",
                            "Expected a time before 'to' (" + IsoTime.write(toUs) + "), was " + IsoTime.write(fromUs))
                    .asException();
        }
        if (toUs - fromUs > MAX_RANGE_US) {
            throw Problem.parameter(
                            "from",
                            "Expected a range of at most 366 days, was "
                                    + Duration.of(toUs - fromUs, ChronoUnit.MICROS)
                                            .toDays() + " days")
                    .asException();
        }
        return new Range(fromUs, toUs, null);
    }

    private static Range continued(QueryParameters parameters, PageCursor cursor) {
        boolean isSame = parameters.timeUs("from", cursor.fromUs()) == cursor.fromUs()
                && parameters.timeUs("to", cursor.toUs()) == cursor.toUs();
        if (!isSame) {
            throw foreignCursor().asException();
        }
        return new Range(cursor.fromUs(), cursor.toUs(), cursor.after());
    }

    private static Problem foreignCursor() {
        return Problem.parameter(
                "cursor", "Expected 'next' of an answer to the same symbol, source and range, was something else");
    }
}
