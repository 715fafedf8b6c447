package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.JsonPage;
import dev.tidemark.cli.screen.TextTable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dlq",
        description = "Looks after dead letters: records that could not be stored through their own fault.",
        subcommands = {
            DeadLettersCommand.ListAll.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Replay.class,
            DeadLettersCommand.Delete.class
        })
public final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which one? dlq list, show, replay or delete");
    }

    @Command(name = "list", description = "Lists them, the newest first.")
    static final class ListAll implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Option(names = "--limit", defaultValue = "100", description = "The most to list (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Option(names = "--before", paramLabel = "ID", description = "Only those with a smaller id.")
        private @Nullable Long before;

        @Override
        public void run() {
            String further = before == null ? "" : "&before=" + before;
            var answer = options.server().get("/dlq?limit=" + limit + further);
            options.show(answer, out -> print(answer, out));
        }

        private static void print(JsonObject answer, PrintWriter out) {
            var letters = answer.getJsonArray("dead_letters");
            if (letters.isEmpty()) {
                out.println("No dead letters.");
                return;
            }
            var table = new TextTable("id", "at", "dataset", "source", "symbol", "code", "reason");
            for (Object letter : letters) {
                var json = (JsonObject) letter;
                var record = json.getJsonObject("record", new JsonObject());
                table.row(
                        json.getValue("id"),
                        json.getValue("at"),
                        json.getValue("dataset"),
                        record.getValue("source"),
                        record.getValue("symbol"),
                        json.getValue("code"),
                        json.getValue("reason"));
            }
            table.print(out);
            if (answer.getValue("next") != null) {
                out.println("There are more: --before " + answer.getValue("next"));
            }
        }
    }

    @Command(name = "show", description = "Shows one with its record.")
    static final class Show implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Parameters(paramLabel = "ID", description = "As dlq list shows it.")
        private long id;

        @Override
        public void run() {
            var letter = options.server().get("/dlq/" + id);
            options.show(letter, out -> new JsonPage(out).print(letter));
        }
    }

    @Command(name = "replay", description = "Tries some or all of them again. Doing it twice does no harm.")
    static final class Replay implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Parameters(arity = "0..*", paramLabel = "ID", description = "Those to try again.")
        private List<Long> ids = List.of();

        @Option(names = "--all", description = "All of them.")
        private boolean isAll;

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            if (isAll != ids.isEmpty()) {
                throw new CommandLine.ParameterException(spec.commandLine(), "Expected ids, or --all, and not both");
            }
            var body = isAll ? new JsonObject().put("all", true) : new JsonObject().put("ids", new JsonArray(ids));
            var answer = options.server().post("/dlq/replay", body);
            options.show(
                    answer,
                    out -> out.println(answer.getValue("replayed") + " tried again, "
                            + answer.getValue("remaining") + " dead letters left"
                            + (answer.getJsonArray("missing", new JsonArray()).isEmpty()
                                    ? ""
                                    : "; not there: " + answer.getValue("missing"))));
        }
    }

    @Command(name = "delete", description = "Deletes some for good.")
    static final class Delete implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Parameters(arity = "1..*", paramLabel = "ID", description = "Those to delete.")
        private List<Long> ids = List.of();

        @Override
        public void run() {
            var server = options.server();
            ids.forEach(id -> server.delete("/dlq/" + id));
            options.show(
                    new JsonObject().put("deleted", new JsonArray(ids)),
                    out -> out.println(
                            ids.size() == 1 ? "1 dead letter deleted" : ids.size() + " dead letters deleted"));
        }
    }
}
