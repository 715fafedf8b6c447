package dev.tidemark.history.ace;

import dev.tidemark.history.SourceFault;
import dev.tidemark.market.Backoff;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One question to the API, asked until it is answered, refused, or asked often enough.
final class AceCall<T> {

    private static final Logger LOG = LoggerFactory.getLogger(AceCall.class);
    private static final int THROTTLED = 429;

    private final AceClient client;
    private final String path;
    private final String what;
    private final Supplier<AnswerReader<T>> reader;
    private final Backoff backoff;
    private int tries;

    AceCall(AceClient client, String path, Supplier<AnswerReader<T>> reader) {
        this.client = client;
        this.path = path;
        this.what = "GET " + path.replaceFirst("\\?.*", "");
        this.reader = reader;
        AceConfig config = client.config();
        this.backoff = new Backoff(config.firstWait(), config.longestWait(), RandomGenerator.getDefault());
    }

    Future<Optional<T>> run() {
        tries++;
        return client.send(path, reader.get()).transform(this::judge);
    }

    private Future<Optional<T>> judge(AsyncResult<HttpResponse<AnswerBody.Read<T>>> answer) {
        if (answer.failed()) {
            Throwable cause = answer.cause();
            var fault = new SourceFault.Unavailable(
                    "Expected an answer to " + what + ", was: " + cause.getMessage(), cause);
            return again(new Verdict.Again(fault, null), 0);
        }
        HttpResponse<AnswerBody.Read<T>> response = answer.result();
        AnswerBody.Read<T> body = response.body();
        @Nullable Duration wait = RetryAfter.parse(response.getHeader("Retry-After"), client.now());
        String head = body == null ? "" : body.head();
        Verdict verdict = Verdict.of(new Verdict.Answer(what, response.statusCode(), wait, head, client.isKeyGood()));
        return switch (verdict) {
            case Verdict.Good good -> good(body);
            case Verdict.Nothing nothing -> Future.succeededFuture(Optional.empty());
            case Verdict.Again again -> again(again, response.statusCode());
            case Verdict.Final last -> Future.failedFuture(last.fault());
        };
    }

    /// An answer that cannot be read is asked for again: what was cut off once is not cut off for ever.
    private Future<Optional<T>> good(AnswerBody.@Nullable Read<T> body) {
        client.keyIsGood();
        T value = body == null ? null : body.value();
        if (value != null) {
            return Future.succeededFuture(Optional.of(value));
        }
        Exception reason = body == null ? null : body.fault();
        String said = reason == null ? "nothing" : String.valueOf(reason.getMessage());
        var fault = new SourceFault.Garbled("Expected a whole answer to " + what + ", was: " + said, reason);
        return again(new Verdict.Again(fault, null), 0);
    }

    private Future<Optional<T>> again(Verdict.Again verdict, int status) {
        Duration asked = verdict.asked();
        boolean isTooLong = asked != null && asked.compareTo(client.config().longestWait()) > 0;
        if (tries >= client.config().tries() || isTooLong) {
            return Future.failedFuture(verdict.fault());
        }
        Duration wait = backoff.next();
        if (asked != null && asked.compareTo(wait) > 0) {
            wait = asked;
        }
        if (asked != null) {
            // What one request is told holds for all.
            client.pace().hold(asked);
        }
        client.counters().retried(status == THROTTLED);
        LOG.debug("Trying again in {} ms: {}", wait.toMillis(), verdict.fault().getMessage());
        return client.after(wait).compose(waited -> run());
    }
}
