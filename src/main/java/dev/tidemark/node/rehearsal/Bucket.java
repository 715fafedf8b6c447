package dev.tidemark.node.rehearsal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The files of a folder as the objects of a bucket on loopback: as much of S3 as reading a lake needs, and no
/// signatures.
final class Bucket {

    static final String NAME = "lake";

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_IMPLEMENTED = 501;

    private final Path folder;

    private Bucket(Path folder) {
        this.folder = folder;
    }

    static Future<HttpServer> serve(Vertx vertx, Path folder) {
        return vertx.createHttpServer()
                .requestHandler(new Bucket(folder)::answer)
                .listen(0, "127.0.0.1");
    }

    private void answer(HttpServerRequest request) {
        Matcher range = RANGE.matcher(Objects.requireNonNullElse(request.getHeader("Range"), ""));
        if (request.params().contains("list-type")) {
            request.response().putHeader("Content-Type", "application/xml").end(list(request));
        } else if (range.matches()) {
            read(request, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)) + 1);
        } else {
            request.response().setStatusCode(NOT_IMPLEMENTED).end();
        }
    }

    private void read(HttpServerRequest request, long from, long to) {
        String key = Objects.requireNonNull(request.path(), "Expected a path").substring(NAME.length() + 2);
        HttpServerResponse response = request.response().setStatusCode(PARTIAL_CONTENT);
        response.putHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/*")
                .putHeader("ETag", "\"1\"");
        response.sendFile(folder.resolve(key).toString(), from, to - from)
                .onFailure(gone -> request.connection().close());
    }

    /// All objects at once; nothing comes behind them.
    private String list(HttpServerRequest request) {
        String objects = "";
        if (!request.params().contains("start-after")) {
            try (var files = Files.walk(folder)) {
                objects = files.filter(Files::isRegularFile)
                        .map(file -> "<Contents><Key>" + folder.relativize(file) + "</Key><LastModified>"
                                + "2026-01-01T00:00:00Z</LastModified><ETag>\"1\"</ETag><Size>"
                                + file.toFile().length() + "</Size></Contents>")
                        .sorted()
                        .collect(Collectors.joining());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "<?xml version=\"1.0\"?><ListBucketResult><Name>" + NAME + "</Name>" + objects + "</ListBucketResult>";
    }
}
