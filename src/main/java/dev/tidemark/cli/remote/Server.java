package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A running server, asked over HTTP. Whatever does not work is a [Refusal] in words that say what to do.
final class Server {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /// Stopping a collector waits until what it has read is durable, replaying dead letters until they are queued.
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final URI base;
    private final @Nullable String key;

    Server(URI base, @Nullable String key) {
        this.base = base;
        this.key = key;
    }

    /// What a server has answered.
    ///
    /// @param status between 200 and 299 unless other ones were asked for
    record Answer(int status, JsonObject body) {}

    JsonObject get(String path) {
        return ask("GET", path, null).body();
    }

    JsonObject post(String path, JsonObject body) {
        return ask("POST", path, body).body();
    }

    JsonObject delete(String path) {
        return ask("DELETE", path, null).body();
    }

    /// Writes the body of an answer to a stream as it comes. Where it breaks off, part of it has been written.
    void download(String path, OutputStream to) {
        var response = send(
                "GET",
                path,
                null,
                head -> head.statusCode() / 100 == 2
                        ? BodySubscribers.mapping(
                                BodySubscribers.ofByteArrayConsumer(part -> write(part, to)), done -> "")
                        : BodySubscribers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw new Refusal(sentence(response));
        }
    }

    private static void write(Optional<byte[]> part, OutputStream to) {
        try {
            if (part.isPresent()) {
                to.write(part.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer ask(String method, String path, @Nullable JsonObject body) {
        var response = send(method, path, body);
        if (response.statusCode() / 100 != 2) {
            throw new Refusal(sentence(response));
        }
        return new Answer(response.statusCode(), json(response));
    }

    /// As [#get], but a 503 is an answer too: a server that is down says why.
    Answer health(String path) {
        var response = send("GET", path, null);
        if (response.statusCode() / 100 != 2 && response.statusCode() != 503) {
            throw new Refusal(sentence(response));
        }
        return new Answer(response.statusCode(), json(response));
    }

    private HttpResponse<String> send(String method, String path, @Nullable JsonObject body) {
        return send(method, path, body, BodyHandlers.ofString());
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable JsonObject body, BodyHandler<String> handler) {
        var request = HttpRequest.newBuilder(at(path))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build()) {
            return client.send(request.build(), handler);
        } catch (ConnectException e) {
            throw new Refusal("nothing answers at " + base + "; is the server running? ./tidemark up starts it, --url"
                    + " says where it is");
        } catch (HttpTimeoutException e) {
            throw new Refusal("the server at " + base + " did not answer within " + ANSWER_TIMEOUT.toSeconds() + " s");
        } catch (IOException e) {
            throw new Refusal("the connection to " + base + " broke: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    private URI at(String path) {
        String root = base.toString();
        return URI.create(root.endsWith("/") ? root.substring(0, root.length() - 1) + path : root + path);
    }

    private JsonObject json(HttpResponse<String> response) {
        if (response.body().isBlank()) {
            return new JsonObject();
        }
        try {
            return new JsonObject(response.body());
        } catch (DecodeException | ClassCastException e) {
            throw new Refusal(base + " answered something that is no JSON object; is a Tidemark behind it?");
        }
    }

    /// The problem's detail and faults, or the bare status where the answer is no problem+json.
    private String sentence(HttpResponse<String> response) {
        String bare = "the server answered " + response.statusCode();
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            return bare + "; is a Tidemark behind " + base + "?";
        }
        var problem = json(response);
        String faults = problem.getJsonArray("errors", new JsonArray()).stream()
                .filter(JsonObject.class::isInstance)
                .map(fault -> ((JsonObject) fault).getString("detail", ""))
                .filter(detail -> !problem.getString("detail", "").contains(detail))
                .map(detail -> "\n  " + detail)
                .collect(Collectors.joining());
        String hint = response.statusCode() == 401 ? " (--key or TIDEMARK_KEY gives a key)" : "";
        return problem.getString("detail", problem.getString("title", bare)) + hint + faults;
    }
}
