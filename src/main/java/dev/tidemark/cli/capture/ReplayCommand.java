package dev.tidemark.cli.capture;

import dev.tidemark.cli.screen.Refusal;
import dev.tidemark.recording.ReplayOptions;
import dev.tidemark.recording.ReplayServer;
import dev.tidemark.recording.ReplaySpeed;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Serves recordings over WebSocket as the venues do, until it is told to stop.",
            "Prints one line a source: its name and its address, to be set as exchanges.{source}.url."
        })
public final class ReplayCommand implements Runnable {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recordings, .ndjson or .ndjson.gz.")
    private List<Path> files = List.of();

    @Option(
            names = "--speed",
            defaultValue = "1",
            paramLabel = "N|max",
            description = "How fast, 1 as recorded (default: ${DEFAULT-VALUE}).")
    private String speed = "1";

    @Option(names = "--loop", description = "Start again at the end; without it the connection is held open.")
    private boolean isLoop;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Port of the first source, the next ones follow; 0 takes free ones (default).")
    private int port;

    @Option(
            names = "--fault",
            paramLabel = "[SOURCE=]FAULT",
            converter = FaultOption.Converter.class,
            description = "What to do wrong, once each, after N frames: " + FaultOption.FORMS + ". May be repeated.")
    private List<FaultOption> faults = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new Refusal("there is no readable recording at " + file);
            }
        }
        var vertx = Vertx.vertx();
        var end = new UntilSignal(vertx::close);
        var server = UntilSignal.await(ReplayServer.start(vertx, options(), files), "it cannot be replayed");
        faults.forEach(fault -> tell(server, fault));
        var out = spec.commandLine().getOut();
        server.sources().forEach(source -> out.println(source + " " + server.address(source)));
        out.flush();
        end.await(FOR_EVER);
    }

    private ReplayOptions options() {
        ReplaySpeed factor;
        try {
            factor = ReplaySpeed.parse(speed);
        } catch (IllegalArgumentException e) {
            throw new Refusal("--speed: " + e.getMessage());
        }
        var usual = ReplayOptions.DEFAULT;
        return new ReplayOptions(host, port, factor, isLoop, usual.pingInterval(), usual.heartbeatInterval());
    }

    private static void tell(ReplayServer server, FaultOption fault) {
        String source = fault.source();
        if (source == null) {
            server.sources().forEach(each -> server.tell(each, fault.fault()));
        } else if (server.sources().contains(source)) {
            server.tell(source, fault.fault());
        } else {
            throw new Refusal("--fault: there is no recording of '" + source + "', but of "
                    + String.join(", ", server.sources()));
        }
    }
}
