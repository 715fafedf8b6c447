package dev.tidemark.cli.remote;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        description = "Stops the collector of one source, or all of them, once what was read is durable.")
public final class StopCommand implements Runnable {

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "As in coinbase; all without it.")
    private @Nullable String source;

    @Override
    public void run() {
        StartCommand.turn(options, "/stop", source);
    }
}
