package dev.tidemark.http.answer;

import dev.tidemark.cold.TableWriter;
import dev.tidemark.http.format.AnswerBody;
import dev.tidemark.http.format.Envelope;
import dev.tidemark.http.format.Format;
import dev.tidemark.http.format.TableBody;
import dev.tidemark.http.format.TextBody;
import dev.tidemark.query.Answer;
import dev.tidemark.query.QueryEngine;
import dev.tidemark.query.QueryFault;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Answers requests for rows: takes a turn, plans, streams, closes, gives the turn back. Confined to the server's
/// event loop.
public final class RowAnswers {

    private static final int ETAG_BYTES = 18;
    private static final long NANOS_PER_MS = 1_000_000;

    private final QueryEngine engine;
    private final TableWriter.Factory tables;
    private final AnswerLimits limits;
    private final LongSupplier nanoTime;
    private final OpenCursors turns;
    private final ResultCache cache;

    /// @param tables makes the answers that are files of Parquet
    public RowAnswers(QueryEngine engine, TableWriter.Factory tables, AnswerLimits limits, LongSupplier nanoTime) {
        this.engine = engine;
        this.tables = tables;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.turns = new OpenCursors(limits.maxOpen(), limits.maxWaiting(), limits.patience());
        this.cache = new ResultCache(limits.query().cacheBytes());
    }

    /// @param envelopes makes what stands around the rows of a JSON answer
    public void answer(RoutingContext ctx, Asked asked, Envelopes envelopes) {
        long startedAt = nanoTime.getAsLong();
        turns.enter(ctx.vertx())
                .onSuccess(turn -> opened(ctx, asked, envelopes, startedAt)
                        .onFailure(ctx::fail)
                        .onComplete(done -> turns.leave()))
                .onFailure(ctx::fail);
    }

    private Future<Void> opened(RoutingContext ctx, Asked asked, Envelopes envelopes, long startedAt) {
        if (ctx.response().closed()) {
            return Future.succeededFuture();
        }
        return open(asked, envelopes).compose(answer -> {
            String etag = answer.version().map(version -> etag(asked, version)).orElse(null);
            var head = new AnswerHead(asked, etag, cache, (nanoTime.getAsLong() - startedAt) / NANOS_PER_MS);
            return known(ctx, head)
                    ? answer.close()
                    : stream(ctx, head, answer, envelopes.of(asked, answer, startedAt));
        });
    }

    private Future<Answer> open(Asked asked, Envelopes envelopes) {
        return engine.open(asked.query())
                .recover(failure -> failure instanceof QueryFault.Unknown
                        ? envelopes
                                .isKnown(asked)
                                .compose(isKnown -> isKnown
                                        ? engine.open(asked.query().withNoneAllowed())
                                        : Future.failedFuture(failure))
                        : Future.failedFuture(failure));
    }

    /// Whether the reader has the answer already, or it could be sent out of the cache.
    private boolean known(RoutingContext ctx, AnswerHead head) {
        String etag = head.etag();
        if (etag == null) {
            return false;
        }
        if (isAmong(ctx.request().getHeader("If-None-Match"), etag)) {
            head.sendUnchanged(ctx);
            return true;
        }
        Optional<ResultCache.Kept> kept = cache.get(etag);
        kept.ifPresent(result -> head.send(ctx, result.body(), result.next()));
        return kept.isPresent();
    }

    private Future<Void> stream(RoutingContext ctx, AnswerHead head, Answer answer, Envelope envelope) {
        Pages pages = Pages.of(answer, head.asked());
        return new AnswerStream(ctx, pages, body(head, pages, envelope), head, limits).send();
    }

    private AnswerBody body(AnswerHead head, Pages pages, Envelope envelope) {
        long limit = head.asked().limit();
        if (head.format() != Format.PARQUET) {
            return new TextBody(head.format(), pages.columns(), limit, envelope);
        }
        String name = head.asked().names().partition().dataset().label();
        return new TableBody(tables.create(name, TableBody.columns(pages.columns())), limit);
    }

    private static boolean isAmong(@Nullable String given, String etag) {
        return given != null
                && Arrays.stream(given.split(",", 50))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || weak(one).equals(weak(etag)));
    }

    private static String weak(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    /// Weak, because the same rows may be packed in one way or another, and because an answer says how long it
    /// took.
    private static String etag(Asked asked, String version) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((asked + "\n" + version).getBytes(StandardCharsets.UTF_8));
            return "W/\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, ETAG_BYTES)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every JDK has", e);
        }
    }
}
