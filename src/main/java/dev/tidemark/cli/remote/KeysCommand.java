package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.TextTable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        description = "Makes, lists and revokes API keys.",
        subcommands = {KeysCommand.Create.class, KeysCommand.ListAll.class, KeysCommand.Revoke.class})
public final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which one? keys create, list or revoke");
    }

    private static String scopesOf(JsonObject key) {
        return key.getJsonArray("scopes", new JsonArray()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    @Command(name = "create", description = "Makes a key and prints its secret, which is shown this once.")
    static final class Create implements Runnable {

        /// What a key may be allowed; an admin key is allowed everything.
        enum Scope {
            read,
            ingest,
            admin
        }

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Parameters(paramLabel = "NAME", description = "What it is for, as in grafana.")
        private String name = "";

        @Option(
                names = "--scopes",
                split = ",",
                defaultValue = "read",
                paramLabel = "SCOPE",
                description = "Of ${COMPLETION-CANDIDATES}, with commas (default: ${DEFAULT-VALUE}).")
        private List<Scope> scopes = List.of();

        @Override
        public void run() {
            var body = new JsonObject()
                    .put("name", name)
                    .put(
                            "scopes",
                            new JsonArray(scopes.stream().map(Scope::name).toList()));
            var answer = options.server().post("/keys", body);
            options.show(answer, out -> {
                out.println(answer.getString("secret"));
                out.println("This is the only time that it is shown. Revoke it: ./tidemark keys revoke "
                        + answer.getString("prefix"));
            });
        }
    }

    @Command(name = "list", description = "Lists the keys; secrets are not known to anybody.")
    static final class ListAll implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Override
        public void run() {
            var answer = options.server().get("/keys");
            options.show(answer, out -> print(answer.getJsonArray("keys"), out));
        }

        private static void print(JsonArray keys, PrintWriter out) {
            if (keys.isEmpty()) {
                out.println("No keys.");
                return;
            }
            var table = new TextTable("prefix", "name", "scopes", "created", "revoked", "last used");
            for (Object key : keys) {
                var json = (JsonObject) key;
                table.row(
                        json.getValue("prefix"),
                        json.getValue("name"),
                        scopesOf(json),
                        json.getValue("created"),
                        json.getValue("revoked"),
                        json.getValue("last_used"));
            }
            table.print(out);
        }
    }

    @Command(name = "revoke", description = "Revokes a key at once.")
    static final class Revoke implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Parameters(paramLabel = "PREFIX", description = "As keys list shows it.")
        private String prefix = "";

        @Override
        public void run() {
            String escaped = URLEncoder.encode(prefix, StandardCharsets.UTF_8);
            var answer = options.server().delete("/keys/" + escaped);
            options.show(answer, out -> out.println("revoked: " + prefix));
        }
    }
}
