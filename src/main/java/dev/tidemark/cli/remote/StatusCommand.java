package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.JsonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Shows everything at a glance: collectors, journal, writer, tables.")
public final class StatusCommand implements Runnable {

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public void run() {
        var status = options.server().get("/status");
        // The settings fill pages and have their own command.
        var shown = status.copy();
        shown.remove("config");
        options.show(status, out -> new JsonPage(out).print(shown));
    }
}
