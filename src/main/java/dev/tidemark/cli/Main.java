package dev.tidemark.cli;

import dev.tidemark.cli.screen.Refusal;
import picocli.CommandLine;

/// The entry of `./tidemark`.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Vert.x would log to java.util.logging otherwise; it looks at this once, when its first class is loaded.
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.exit(commandLine().execute(args));
    }

    /// The whole command line, for tests and for the entry alike.
    static CommandLine commandLine() {
        return new CommandLine(new TidemarkCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Main::report);
    }

    /// Says in one sentence what went wrong; a stack trace only for what nobody has thought of.
    private static int report(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        if (exception instanceof Refusal) {
            command.getErr().println(command.getColorScheme().errorText("tidemark: " + exception.getMessage()));
        } else {
            exception.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
