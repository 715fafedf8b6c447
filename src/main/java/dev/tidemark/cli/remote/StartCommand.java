package dev.tidemark.cli.remote;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Starts the collector of one source, or all of them.")
public final class StartCommand implements Runnable {

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "As in coinbase; all without it.")
    private @Nullable String source;

    @Override
    public void run() {
        turn(options, "/start", source);
    }

    static void turn(ServerOptions options, String path, @Nullable String source) {
        var body = source == null ? new JsonObject() : new JsonObject().put("source", source);
        var answer = options.server().post(path, body);
        options.show(
                answer,
                out -> out.println(answer.getString("status") + ": "
                        + String.join(
                                ", ",
                                answer.getJsonArray("sources").stream()
                                        .map(String::valueOf)
                                        .toList())));
    }
}
