package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.JsonPage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "health-check",
        description = "Says whether all is well: queue, recent errors, rows by source. Exit code 1 where it is down.")
public final class HealthCheckCommand implements Callable<Integer> {

    /// What of the status belongs to health; the rest is in `status`.
    private static final List<String> SECTIONS = List.of("journal", "batches", "writer", "dead_letters", "hot", "rows");

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() {
        var server = options.server();
        var health = server.health("/health");
        var status = server.get("/status");
        var shown = health.body().copy();
        SECTIONS.stream().filter(status::containsKey).forEach(name -> shown.put(name, status.getValue(name)));
        options.show(shown, out -> new JsonPage(out).print(shown));
        return health.status() == 503 ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
