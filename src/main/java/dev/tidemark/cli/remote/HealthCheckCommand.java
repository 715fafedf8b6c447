package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.JsonPage;
import dev.tidemark.cli.screen.Refusal;
import dev.tidemark.cli.screen.TextTable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "health-check",
        description =
                "Says whether all is well: queue, recent errors, rows by source, rows of 24 h by symbol. Exit code"
                        + " 1 where it is down.")
public final class HealthCheckCommand implements Callable<Integer> {

    /// What of the status belongs to health; the rest is in `status`.
    private static final List<String> SECTIONS = List.of("journal", "writer", "dead_letters", "hot");

    private static final String BY_SOURCE = "rows_by_source";
    private static final String BY_SYMBOL = "rows_24h_by_symbol";

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() {
        var server = options.server();
        var health = server.health("/health");
        var status = server.get("/status");
        var answer = health.body().copy();
        SECTIONS.stream().filter(status::containsKey).forEach(name -> answer.put(name, status.getValue(name)));
        answer.mergeIn(counts(server));
        options.show(answer, out -> print(answer, out));
        return health.status() == 503 ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /// A database that is down, or too slow to count, is what a health check is for: it does not end it.
    private static JsonObject counts(Server server) {
        try {
            return server.get("/status/rows");
        } catch (Refusal refusal) {
            return new JsonObject().put("not_counted", refusal.getMessage());
        }
    }

    private static void print(JsonObject answer, PrintWriter out) {
        var page = answer.copy();
        page.remove(BY_SOURCE);
        page.remove(BY_SYMBOL);
        new JsonPage(out).print(page);
        print("Rows by source, hot:", answer.getJsonArray(BY_SOURCE), out, "dataset", "source", "rows");
        print("Rows of the last 24 h:", answer.getJsonArray(BY_SYMBOL), out, "dataset", "source", "symbol", "rows");
    }

    private static void print(String title, JsonArray rows, PrintWriter out, String... columns) {
        if (rows == null) {
            return;
        }
        out.println();
        out.println(rows.isEmpty() ? title + " none" : title);
        if (!rows.isEmpty()) {
            var table = new TextTable(columns);
            for (Object row : rows) {
                table.row(List.of(columns).stream()
                        .map(((JsonObject) row)::getValue)
                        .toArray());
            }
            table.print(out);
        }
    }
}
