package dev.tidemark.cli;

import dev.tidemark.cli.capture.RecordCommand;
import dev.tidemark.cli.capture.ReplayCommand;
import dev.tidemark.cli.remote.ArchiveCommand;
import dev.tidemark.cli.remote.BackfillCommand;
import dev.tidemark.cli.remote.DeadLettersCommand;
import dev.tidemark.cli.remote.GapsCommand;
import dev.tidemark.cli.remote.HealthCheckCommand;
import dev.tidemark.cli.remote.KeysCommand;
import dev.tidemark.cli.remote.QueryCommand;
import dev.tidemark.cli.remote.StartCommand;
import dev.tidemark.cli.remote.StatusCommand;
import dev.tidemark.cli.remote.StopCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "tidemark",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        description = "Captures market data and keeps it: nothing lost, nothing twice.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:it did not work; the sentence on standard error says why", "2:wrong usage"},
        subcommands = {
            UpCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            HealthCheckCommand.class,
            GapsCommand.class,
            DeadLettersCommand.class,
            KeysCommand.class,
            QueryCommand.class,
            ArchiveCommand.class,
            BackfillCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            VersionCommand.class,
            TrainCommand.class,
        })
final class TidemarkCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command? For example: ./tidemark up");
    }
}
