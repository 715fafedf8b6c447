package dev.tidemark.http;

import dev.tidemark.http.problem.ProblemKind;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server. Deploy one instance: rates and bounds are counted in it.
public final class HttpServerVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServerVerticle.class);
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_LINE_BYTES = 8 << 10;
    private static final int IDLE_SECONDS = 75;
    private static final int DRAIN_SECONDS = 2;

    private final HttpConfig config;
    private final HttpParts parts;
    private @Nullable HttpServer server;
    private volatile int actualPort;

    public HttpServerVerticle(HttpConfig config, HttpParts parts) {
        this.config = config;
        this.parts = parts;
    }

    /// Where the server listens, once it is deployed; differs from the configured port where that is 0.
    public int actualPort() {
        return actualPort;
    }

    @Override
    public Future<?> start() {
        HttpServer created = vertx.createHttpServer(options())
                .requestHandler(Wiring.router(vertx, config, parts))
                .invalidRequestHandler(HttpServerVerticle::refuse);
        server = created;
        return created.listen().onSuccess(listening -> actualPort = listening.actualPort());
    }

    /// Takes no more connections, lets running answers end within 2 s, and closes.
    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setCompressionSupported(true)
                .addCompressor(StandardCompressionOptions.gzip())
                .addCompressor(StandardCompressionOptions.deflate())
                .addCompressor(StandardCompressionOptions.zstd())
                // A server that waits to see which protocol a silent connection will speak cannot shut down.
                .setHttp2ClearTextEnabled(false);
    }

    // What is not even HTTP never reaches the router.
    private static void refuse(HttpServerRequest request) {
        DecoderResult result = request.decoderResult();
        ProblemKind kind = switch (result == null ? null : result.cause()) {
            case TooLongHttpLineException ignored -> ProblemKind.URI_TOO_LONG;
            case TooLongHttpHeaderException ignored -> ProblemKind.HEADERS_TOO_LARGE;
            case null, default -> ProblemKind.BAD_REQUEST;
        };
        var body = new JsonObject()
                .put("type", kind.type())
                .put("title", kind.title())
                .put("status", kind.status())
                .put(
                        "detail",
                        "Expected HTTP within its bounds: a line of at most " + MAX_LINE_BYTES
                                + " bytes, headers of at most " + MAX_HEADER_BYTES + ".");
        request.response()
                .setStatusCode(kind.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .end(body.toBuffer())
                .compose(sent -> request.connection().close())
                .onFailure(gone -> LOG.debug("Nobody waited for the refusal", gone));
    }
}
