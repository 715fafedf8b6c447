package dev.tidemark.cli.remote;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where the server is and how its answer is shown: the options of every command that speaks to one.
final class ServerOptions {

    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server to speak to (TIDEMARK_URL; " + DEFAULT_URL + " without it).")
    private @Nullable String url;

    @Option(names = "--key", paramLabel = "KEY", description = "API key (TIDEMARK_KEY).")
    private @Nullable String key;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean isJson;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Server server() {
        return new Server(base(), firstOf(key, System.getenv("TIDEMARK_KEY")));
    }

    /// Prints the answer: as it is with `--json`, else as `page` lays it out.
    void show(JsonObject answer, Consumer<PrintWriter> page) {
        var out = spec.commandLine().getOut();
        if (isJson) {
            out.println(answer.encodePrettily());
        } else {
            page.accept(out);
        }
        out.flush();
    }

    private URI base() {
        String text = firstOf(url, System.getenv("TIDEMARK_URL"));
        try {
            var uri = new URI(text == null ? DEFAULT_URL : text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Falls through to the sentence, which says it better.
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Expected a URL as in " + DEFAULT_URL + ", was '" + text + "'");
    }

    private static @Nullable String firstOf(@Nullable String given, @Nullable String variable) {
        return given == null && variable != null && !variable.isBlank() ? variable : given;
    }
}
