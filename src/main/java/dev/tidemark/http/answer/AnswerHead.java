package dev.tidemark.http.answer;

import dev.tidemark.cursor.RowKey;
import dev.tidemark.http.format.Format;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an answer says about itself before its rows.
///
/// @param etag of the query and the versions of all that it reads; null where they can change
/// @param planMs how long it took to know what to read
record AnswerHead(Asked asked, @Nullable String etag, ResultCache cache, long planMs) {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerHead.class);
    private static final Pattern NOT_IN_FILE_NAMES = Pattern.compile("[^A-Za-z0-9._]+");

    Format format() {
        return asked.format();
    }

    /// Whether the rows are as they are stored.
    boolean isRaw() {
        return asked.reduction() == null;
    }

    /// The cursor of the page behind a row.
    String next(RowKey last) {
        return asked.next(last);
    }

    HttpServerResponse put(HttpServerResponse response) {
        response.putHeader("Content-Type", format().contentType())
                .putHeader("Vary", "Accept, Accept-Encoding")
                .putHeader("Server-Timing", "plan;dur=" + planMs)
                .putHeader("Cache-Control", etag == null ? "no-store" : "no-cache");
        if (etag != null) {
            response.putHeader("ETag", etag);
        }
        if (format().isPacked()) {
            // Packed already: says that it is not to be packed again.
            response.putHeader("Content-Encoding", "identity");
        }
        if (format() == Format.PARQUET) {
            response.putHeader("Content-Disposition", "attachment; filename=\"" + fileName() + "\"");
        }
        return response;
    }

    /// A name that is one everywhere, as in `ticks-BTC-USD.parquet`.
    private String fileName() {
        var partition = asked.names().partition();
        String name = NOT_IN_FILE_NAMES.matcher(partition.name()).replaceAll("-");
        return partition.dataset().label() + "-" + name + "." + format().ending();
    }

    /// Sends a body that is known as a whole, and keeps it if nothing in it can change.
    void sendWhole(RoutingContext ctx, Buffer body, @Nullable String next, boolean isAsPlanned) {
        if (etag != null && isAsPlanned) {
            cache.put(etag, new ResultCache.Kept(body, next));
        }
        send(ctx, body, next);
    }

    void send(RoutingContext ctx, Buffer body, @Nullable String next) {
        HttpServerResponse response = put(ctx.response());
        if (next != null) {
            response.putHeader("Link", link(ctx, next));
        }
        boolean isHead = ctx.request().method().equals(HttpMethod.HEAD);
        (isHead ? response.end() : response.end(body))
                .onFailure(gone -> LOG.debug("Nobody waited for the answer", gone));
    }

    void sendUnchanged(RoutingContext ctx) {
        put(ctx.response()).setStatusCode(304).end().onFailure(gone -> LOG.debug("Nobody waited for the answer", gone));
    }

    /// The address of the next page: this one's, with the cursor.
    private static String link(RoutingContext ctx, String next) {
        String query = ctx.request().query();
        StringBuilder address = new StringBuilder(ctx.request().path()).append('?');
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                if (!parameter.startsWith("cursor=")) {
                    address.append(parameter).append('&');
                }
            }
        }
        return "<" + address + "cursor=" + next + ">; rel=\"next\"";
    }
}
