package dev.tidemark.cli;

import dev.tidemark.cli.log.Logs;
import dev.tidemark.cli.screen.Refusal;
import dev.tidemark.cli.settings.SettingsOptions;
import dev.tidemark.config.Settings;
import dev.tidemark.node.UpOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Runs Tidemark until it is told to stop (SIGTERM, Ctrl-C).",
            "Collects from the exchanges, or from recordings, into PostgreSQL and serves HTTP."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(
            names = "--replay",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Collect from these recordings instead of the exchanges; keeps serving when they have ended.")
    private List<Path> recordings = new ArrayList<>();

    @Option(
            names = "--speed",
            converter = Speed.class,
            defaultValue = "max",
            paramLabel = "N|max",
            description = "How fast recordings are played, 1 as recorded (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--simulate-buildings",
            description = "Keep up with two sites of a simulated building API, which needs no key.")
    private boolean simulatesBuildings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        checkRecordings();
        var loaded = settings.loadOrRefuse();
        Settings all = loaded.settings();
        boolean isTerminal = Boolean.getBoolean("tidemark.terminal");
        Logs.server(all.log(), isTerminal, all.workerId());
        var log = LoggerFactory.getLogger(UpCommand.class);
        loaded.notices().forEach(log::warn);
        var process = new ServerProcess(loaded, new UpOptions(recordings, speed, simulatesBuildings));
        process.start();
        // Among JSON lines the banner is one too, so that whatever collects them does not stumble.
        if (Logs.isJson(all.log(), isTerminal)) {
            process.banner().forEach(log::info);
        } else {
            process.banner().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
        }
        return process.awaitEnd();
    }

    private void checkRecordings() {
        for (Path file : recordings) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new Refusal("there is no readable recording at " + file);
            }
        }
    }
}
