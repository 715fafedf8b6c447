package dev.tidemark.http.ingest;

import dev.tidemark.access.Principal;
import dev.tidemark.http.gate.RequireScopeHandler;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.wire.Answers;
import dev.tidemark.http.wire.BodyReader;
import dev.tidemark.http.wire.Gunzip;
import dev.tidemark.journal.Journal;
import dev.tidemark.journal.Receipt;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/// Takes a body of records, and answers 202 once they would survive `kill -9`.
final class IngestHandler implements Handler<RoutingContext> {

    /// The longest `Idempotency-Key`, in characters.
    static final int MAX_KEY_LENGTH = 200;

    /// Bodies up to here are read on the event loop, in well under a millisecond; larger and packed ones elsewhere.
    private static final int MAX_INLINE_BYTES = 64 << 10;

    private final Journal journal;
    private final BodyReader bodies;
    private final BodyParser parser;
    private final InstantSource clock;
    private final IngestCounters counters;

    IngestHandler(Sink sink, BodyParser parser) {
        this.journal = sink.journal();
        this.bodies = sink.bodies();
        this.clock = sink.clock();
        this.counters = sink.counters();
        this.parser = parser;
    }

    /// Where records go, and what is noted of them.
    record Sink(Journal journal, BodyReader bodies, InstantSource clock, IngestCounters counters) {}

    @Override
    public void handle(RoutingContext ctx) {
        boolean isPacked = Gunzip.isNeeded(ctx.request().getHeader("Content-Encoding"));
        Optional<String> key = idempotencyKey(ctx);
        bodies.read(ctx)
                .compose(body -> parse(ctx.vertx(), body, isPacked))
                .recover(this::refused)
                .compose(records -> append(records, key))
                .onSuccess(receipt -> accepted(ctx, receipt))
                .onFailure(ctx::fail);
    }

    private Future<RecordBatch> parse(Vertx vertx, Buffer body, boolean isPacked) {
        long receivedUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        if (!isPacked && body.length() <= MAX_INLINE_BYTES) {
            return Future.succeededFuture(parser.parse(body.getBytes(), receivedUs));
        }
        return vertx.executeBlocking(() -> parser.parse(plain(body, isPacked), receivedUs), false)
                .map(Objects::requireNonNull);
    }

    private byte[] plain(Buffer body, boolean isPacked) {
        return isPacked ? Gunzip.gunzip(body.getBytes(), bodies.maxBytes()) : body.getBytes();
    }

    private Future<RecordBatch> refused(Throwable cause) {
        if (!(cause instanceof FeedFault fault)) {
            return Future.failedFuture(cause);
        }
        counters.refuseRequest();
        return Future.failedFuture(
                Problem.pointer(fault.pointer(), fault.where(), fault.detail()).asException());
    }

    private Future<Receipt> append(RecordBatch records, Optional<String> key) {
        if (records.isEmpty()) {
            return Future.succeededFuture(new Receipt(0, false));
        }
        return key.isPresent() ? journal.append(records, key.get()) : journal.append(records);
    }

    private void accepted(RoutingContext ctx, Receipt receipt) {
        if (receipt.isRepeat()) {
            counters.replayRequest();
            ctx.response().putHeader("Idempotent-Replayed", "true");
        } else {
            counters.acceptFeeds(receipt.records());
        }
        Answers.json(ctx, 202, new JsonObject().put("accepted", receipt.records()));
    }

    /// The key as the journal knows it: with the name of whoever sent it, so that neither two clients nor a client
    /// and Tidemark's own keys can meet.
    private static Optional<String> idempotencyKey(RoutingContext ctx) {
        String key = ctx.request().getHeader("Idempotency-Key");
        if (key == null) {
            return Optional.empty();
        }
        boolean isPrintable = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || !isPrintable) {
            throw Problem.header(
                            "Idempotency-Key",
                            "Expected 1 to " + MAX_KEY_LENGTH + " printable ASCII characters without blanks")
                    .asException();
        }
        Principal sender = RequireScopeHandler.principal(ctx);
        return Optional.of(sender.id() + ":" + key);
    }
}
