package dev.tidemark.testkit;

import dev.tidemark.cold.s3.S3Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A small S3 server on loopback that misbehaves when told to. Thread-safe.
///
/// Its objects are the files of a folder, whatever the bucket is called: a lake that was written as a folder can be
/// served as a bucket. It checks no signatures.
public final class FaultyS3 {

    /// What is asked of it. A part of an upload, its begin and its end are each a [#PUT].
    public enum Op {
        PUT,
        GET,
        HEAD,
        LIST,
        DELETE
    }

    /// What goes wrong.
    public enum Fault {
        ERROR_500,
        /// 403.
        REFUSAL,
        /// 503 SlowDown.
        SLOW_DOWN,
        /// 409, as another writes to the same key.
        CONFLICT,
        /// 501 to whoever asks it not to overwrite.
        NO_CONDITIONS,
        /// Takes the request and never answers.
        SILENCE,
        /// The body of the answer ends in the middle.
        TRUNCATED,
        /// The answer has as many bytes as it should, but others.
        OTHER_BYTES,
        /// Does as asked and cuts the connection instead of saying so.
        ANSWER_LOST,
        /// Says that it has stored the object, and has not.
        OBJECT_LOST
    }

    private record Planned(Op op, Fault fault, AtomicLong before, AtomicLong left) {

        boolean isMet(Op asked) {
            return op == asked && before.getAndDecrement() <= 0 && left.getAndDecrement() > 0;
        }
    }

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Vertx vertx;
    private final S3Shelf shelf;
    private final HttpServer server;
    private final Map<Op, AtomicLong> requests = new EnumMap<>(Op.class);
    private final Map<Op, AtomicLong> bytes = new EnumMap<>(Op.class);
    private final List<Planned> planned = new ArrayList<>();
    private volatile long latencyMs;

    private FaultyS3(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.shelf = new S3Shelf(folder);
        this.server = vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(this::received);
        for (var op : Op.values()) {
            requests.put(op, new AtomicLong());
            bytes.put(op, new AtomicLong());
        }
    }

    /// Starts a server on a free port of 127.0.0.1.
    public static FaultyS3 start(Vertx vertx, Path folder) {
        var started = new FaultyS3(vertx, folder);
        Await.result(started.server.listen(0, "127.0.0.1"));
        return started;
    }

    /// How to reach it.
    public S3Config config() {
        return new S3Config(
                address(), null, "lake", null, "access-key", "secret-key", 5 << 20, 64, Duration.ofSeconds(10));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /// Adds this wait before every answer.
    public void delay(Duration latency) {
        latencyMs = latency.toMillis();
    }

    /// Lets the next so many requests of a kind meet a fault.
    public void plan(Op op, Fault fault, long times) {
        synchronized (planned) {
            planned.add(new Planned(op, fault, new AtomicLong(), new AtomicLong(times)));
        }
    }

    /// Lets one request meet a fault, after so many that do not.
    public void planAfter(long before, Op op, Fault fault) {
        synchronized (planned) {
            planned.add(new Planned(op, fault, new AtomicLong(before), new AtomicLong(1)));
        }
    }

    /// Ends every fault and every wait.
    public void heal() {
        synchronized (planned) {
            planned.clear();
        }
        latencyMs = 0;
    }

    public long requests(Op op) {
        return Objects.requireNonNull(requests.get(op)).get();
    }

    /// Bytes of objects sent or received.
    public long bytes(Op op) {
        return Objects.requireNonNull(bytes.get(op)).get();
    }

    /// Begins to count anew.
    public void resetCounts() {
        requests.values().forEach(count -> count.set(0));
        bytes.values().forEach(count -> count.set(0));
    }

    /// Uploads in parts that are neither complete nor given up.
    public int unfinishedUploads() {
        return shelf.unfinished();
    }

    /// Takes an object away behind everybody's back.
    public void lose(String key) {
        shelf.remove(key);
    }

    /// Puts other bytes under a key, which no client can.
    public void replace(String key, byte[] content) {
        shelf.put(key, Buffer.buffer(content), "", true);
    }

    public void close() {
        Await.result(server.close());
    }

    private void received(HttpServerRequest request) {
        Future<Buffer> body = request.body();
        Op op = op(request);
        Objects.requireNonNull(requests.get(op)).incrementAndGet();
        @Nullable Fault fault = fault(op);
        var exchange = new Exchange(request, op, key(request), fault);
        Future<Void> waited = latencyMs == 0
                ? Future.succeededFuture()
                : vertx.timer(latencyMs, TimeUnit.MILLISECONDS).mapEmpty();
        body.compose(content -> waited.map(content))
                .compose(content -> vertx.executeBlocking(() -> answer(exchange, content), false))
                .onSuccess(Runnable::run)
                .onFailure(failure -> fail(request, 500, "InternalError"));
    }

    /// One request. A fault of null is none.
    private record Exchange(
            HttpServerRequest request,
            Op op,
            String key,
            @Nullable Fault fault) {

        boolean isOverwriting() {
            return !"*".equals(request.getHeader("If-None-Match"));
        }
    }

    private static Op op(HttpServerRequest request) {
        String method = request.method().name();
        boolean isBucket = key(request).isEmpty();
        return switch (method) {
            case "GET" -> isBucket ? Op.LIST : Op.GET;
            case "HEAD" -> Op.HEAD;
            case "DELETE" -> request.getParam("uploadId") == null ? Op.DELETE : Op.PUT;
            default -> Op.PUT;
        };
    }

    private static String key(HttpServerRequest request) {
        String path = Objects.requireNonNull(request.path());
        int slash = path.indexOf('/', 1);
        return slash < 0
                ? ""
                : URLDecoder.decode(path.substring(slash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private @Nullable Fault fault(Op op) {
        synchronized (planned) {
            for (var plan : planned) {
                if (plan.isMet(op)) {
                    return plan.fault;
                }
            }
            return null;
        }
    }

    /// Does what is asked, on a worker; what it returns sends the answer.
    private Runnable answer(Exchange exchange, Buffer body) {
        HttpServerRequest request = exchange.request;
        return switch (exchange.fault) {
            case ERROR_500 -> () -> fail(request, 500, "InternalError");
            case REFUSAL -> () -> fail(request, 403, "AccessDenied");
            case SLOW_DOWN -> () -> fail(request, 503, "SlowDown");
            case CONFLICT -> () -> fail(request, 409, "ConditionalRequestConflict");
            case NO_CONDITIONS ->
                exchange.isOverwriting() ? done(exchange, body) : () -> fail(request, 501, "NotImplemented");
            case SILENCE -> () -> request.response().putHeader("x-silent", "true");
            case ANSWER_LOST -> {
                var ignored = done(exchange, body);
                yield () -> request.connection().close();
            }
            case null, default -> done(exchange, body);
        };
    }

    private Runnable done(Exchange exchange, Buffer body) {
        HttpServerRequest request = exchange.request;
        return switch (exchange.op) {
            case PUT -> put(exchange, body);
            case GET, HEAD -> get(exchange);
            case LIST -> {
                String after = request.getParam("start-after");
                String page = shelf.page(
                        Objects.requireNonNullElse(request.getParam("prefix"), ""),
                        Objects.requireNonNullElse(after, ""),
                        Integer.parseInt(Objects.requireNonNullElse(request.getParam("max-keys"), "1000")));
                yield () -> xml(request, 200, page);
            }
            case DELETE -> {
                shelf.remove(exchange.key);
                yield () -> end(request, 204);
            }
        };
    }

    private Runnable put(Exchange exchange, Buffer body) {
        HttpServerRequest request = exchange.request;
        String upload = request.getParam("uploadId");
        String sha256 = Objects.requireNonNullElse(request.getHeader("x-amz-meta-sha256"), "");
        String md5 = request.getHeader("Content-MD5");
        if (md5 != null && !md5.equals(S3Shelf.md5(body))) {
            return () -> fail(request, 400, "BadDigest");
        }
        if (request.method().equals(HttpMethod.DELETE)) {
            shelf.abort(Objects.requireNonNull(upload));
            return () -> end(request, 204);
        }
        if (request.method().equals(HttpMethod.POST)) {
            return upload == null ? begin(exchange, sha256) : complete(exchange, upload);
        }
        count(Op.PUT, body.length());
        if (upload != null) {
            boolean isKnown = shelf.part(upload, Integer.parseInt(request.getParam("partNumber")), body);
            request.response().putHeader("ETag", "\"" + S3Shelf.tag(body) + "\"");
            return isKnown ? () -> end(request, 200) : () -> fail(request, 404, "NoSuchUpload");
        }
        boolean isStored = shelf.put(exchange.key, body, sha256, exchange.isOverwriting());
        return stored(exchange, isStored, () -> end(request, 200));
    }

    private Runnable begin(Exchange exchange, String sha256) {
        String id = shelf.begin(exchange.key, sha256);
        return () -> xml(
                exchange.request,
                200,
                "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
    }

    private Runnable complete(Exchange exchange, String upload) {
        HttpServerRequest request = exchange.request;
        return shelf.complete(upload, exchange.isOverwriting())
                .map(isStored -> stored(
                        exchange,
                        isStored,
                        () -> xml(request, 200, "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>")))
                .orElse(() -> fail(request, 404, "NoSuchUpload"));
    }

    private Runnable stored(Exchange exchange, boolean isStored, Runnable answer) {
        if (isStored && exchange.fault == Fault.OBJECT_LOST) {
            shelf.remove(exchange.key);
        }
        return isStored ? answer : () -> fail(exchange.request, 412, "PreconditionFailed");
    }

    private Runnable get(Exchange exchange) {
        return shelf.find(exchange.key)
                .map(found -> found(exchange, found))
                .orElse(() -> fail(exchange.request, 404, "NoSuchKey"));
    }

    private Runnable found(Exchange exchange, S3Shelf.Stored found) {
        HttpServerRequest request = exchange.request;
        long from = 0;
        long to = found.bytes();
        var range = RANGE.matcher(Objects.requireNonNullElse(request.getHeader("Range"), ""));
        if (range.matches()) {
            from = Long.parseLong(range.group(1));
            to = Math.min(to, Long.parseLong(range.group(2)) + 1);
            if (from >= found.bytes()) {
                return () -> fail(request, 416, "InvalidRange");
            }
            request.response()
                    .setStatusCode(206)
                    .putHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + found.bytes());
        }
        request.response()
                .putHeader("ETag", "\"" + found.etag() + "\"")
                .putHeader("Content-Length", String.valueOf(to - from));
        if (!found.sha256().isEmpty()) {
            request.response().putHeader("x-amz-meta-sha256", found.sha256());
        }
        return exchange.op == Op.HEAD ? () -> request.response().end() : body(exchange, found.file(), from, to - from);
    }

    private Runnable body(Exchange exchange, Path file, long from, long length) {
        HttpServerRequest request = exchange.request;
        count(Op.GET, length);
        if (exchange.fault == Fault.TRUNCATED) {
            return () -> request.response()
                    .write(Buffer.buffer(new byte[(int) (length / 2)]))
                    .onComplete(ignored -> request.connection().close());
        }
        if (exchange.fault == Fault.OTHER_BYTES) {
            byte[] other = new byte[(int) length];
            Arrays.fill(other, (byte) 42);
            return () -> request.response().end(Buffer.buffer(other));
        }
        return () -> request.response().sendFile(file.toString(), from, length);
    }

    private void count(Op op, long length) {
        Objects.requireNonNull(bytes.get(op)).addAndGet(length);
    }

    private static void end(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }

    private static void xml(HttpServerRequest request, int status, String content) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/xml")
                .end("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content);
    }

    private static void fail(HttpServerRequest request, int status, String code) {
        if (request.method().equals(HttpMethod.HEAD)) {
            end(request, status);
        } else {
            xml(request, status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
        }
    }
}
