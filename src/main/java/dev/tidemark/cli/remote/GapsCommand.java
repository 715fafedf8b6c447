package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.TextTable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "gaps", description = "Lists records that a venue has sent or counted and that never came.")
public final class GapsCommand implements Runnable {

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(names = "--limit", defaultValue = "100", description = "The most to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public void run() {
        var answer = options.server().get("/gaps?limit=" + limit);
        options.show(answer, out -> print(answer.getJsonArray("gaps"), out));
    }

    private static void print(JsonArray gaps, PrintWriter out) {
        if (gaps.isEmpty()) {
            out.println("No gaps.");
            return;
        }
        var table = new TextTable("id", "source", "symbol", "kind", "from", "to", "seen", "filled");
        for (Object gap : gaps) {
            var json = (JsonObject) gap;
            table.row(
                    json.getValue("id"),
                    json.getValue("source"),
                    json.getValue("symbol"),
                    json.getValue("kind"),
                    json.getValue("from"),
                    json.getValue("to"),
                    json.getValue("seen"),
                    json.getValue("filled"));
        }
        table.print(out);
    }
}
