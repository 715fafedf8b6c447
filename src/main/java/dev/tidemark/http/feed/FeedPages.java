package dev.tidemark.http.feed;

import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.HotReader.Cursor;
import dev.tidemark.hot.HotReader.SymbolListing;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/// Answers requests for ticks and trades: takes a turn, opens a cursor, streams, closes, gives the turn back.
public final class FeedPages {

    private final HotReader reader;
    private final FeedLimits limits;
    private final OpenCursors cursors;

    public FeedPages(HotReader reader, FeedLimits limits) {
        this.reader = reader;
        this.limits = limits;
        this.cursors = new OpenCursors(limits.maxOpen(), limits.maxWaiting(), limits.patience());
    }

    void answer(RoutingContext ctx, FeedRequest request, RowWriter rows) {
        cursors.enter(ctx.vertx())
                .onSuccess(
                        turn -> stream(ctx, request, rows).onFailure(ctx::fail).onComplete(done -> cursors.leave()))
                .onFailure(ctx::fail);
    }

    private Future<Void> stream(RoutingContext ctx, FeedRequest request, RowWriter rows) {
        if (ctx.response().closed()) {
            return Future.succeededFuture();
        }
        return reader.open(request.query()).compose(cursor -> stream(ctx, request, rows, cursor));
    }

    private Future<Void> stream(RoutingContext ctx, FeedRequest request, RowWriter rows, Cursor cursor) {
        var answer = new FeedAnswer(
                ctx, cursor, new PageWriter(request, rows), limits.stall().toMillis());
        return answer.first()
                .compose(first -> checked(request, first))
                .transform(first -> first.succeeded()
                        ? answer.send(first.result())
                        : answer.abandon().transform(closed -> Future.failedFuture(first.cause())));
    }

    /// No rows may mean that there are none in this range, or that nobody knows the symbol.
    private Future<Optional<RecordBatch>> checked(FeedRequest request, Optional<RecordBatch> first) {
        return first.isPresent()
                ? Future.succeededFuture(first)
                : reader.symbols().compose(known -> checkKnown(request, known)).map(first);
    }

    private static Future<Void> checkKnown(FeedRequest request, List<SymbolListing> known) {
        String symbol = request.query().symbol();
        String source = request.query().source();
        Optional<SymbolListing> listing =
                known.stream().filter(one -> one.symbol().equals(symbol)).findFirst();
        if (listing.isEmpty()) {
            return notFound("Expected a symbol of /api/symbols, was '" + symbol + "'");
        }
        if (source != null && !listing.get().sources().contains(source)) {
            return notFound("Expected a source that has " + symbol + " ("
                    + String.join(", ", listing.get().sources()) + "), was '" + source + "'");
        }
        return Future.succeededFuture();
    }

    private static Future<Void> notFound(String detail) {
        return Future.failedFuture(Problem.of(ProblemKind.NOT_FOUND, detail).asException());
    }
}
