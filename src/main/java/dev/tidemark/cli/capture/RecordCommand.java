package dev.tidemark.cli.capture;

import dev.tidemark.cli.screen.Refusal;
import dev.tidemark.cli.settings.SettingsOptions;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.exchange.collect.CollectorOptions;
import dev.tidemark.exchange.collect.ExchangeCollectors;
import dev.tidemark.node.Venues;
import dev.tidemark.recording.ForgetfulJournal;
import dev.tidemark.recording.Recorder;
import dev.tidemark.recording.RecorderConfig;
import dev.tidemark.recording.RecordingHeader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "record",
        description = {
            "Records one venue's messages in both directions, until it is told to stop.",
            "Files are compressed and follow one another by size and by hour; replay and up --replay read them."
        })
public final class RecordCommand implements Runnable {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--source", required = true, description = "The venue, as in coinbase.")
    private String source = "";

    @Option(names = "--symbols", paramLabel = "A,B", description = "Instead of those in the settings.")
    private @Nullable String symbols;

    @Option(names = "--channels", paramLabel = "A,B", description = "Instead of those in the settings.")
    private @Nullable String channels;

    @Option(
            names = "--out",
            defaultValue = "recordings",
            paramLabel = "DIR",
            description = "Where to (${DEFAULT-VALUE}).")
    private Path folder = Path.of("recordings");

    @Option(names = "--seconds", paramLabel = "N", description = "Stop by itself after this time.")
    private @Nullable Long seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var configs = settings.with(overrides()).loadOrRefuse().settings().exchanges();
        var config = configs.get(source);
        if (config == null) {
            throw new Refusal("expected a source of " + String.join(", ", configs.keySet()) + ", was '" + source + "'");
        }
        record(config, configs);
    }

    private Map<String, String> overrides() {
        var overrides = new LinkedHashMap<String, String>();
        if (symbols != null) {
            overrides.put("exchanges." + source + ".symbols", symbols);
        }
        if (channels != null) {
            overrides.put("exchanges." + source + ".channels", channels);
        }
        return overrides;
    }

    private void record(ExchangeConfig config, Map<String, ExchangeConfig> configs) {
        var vertx = Vertx.vertx();
        var clock = InstantSource.system();
        var exchanges = Venues.all(configs);
        var recorder = new Recorder(RecorderConfig.in(folder), header(config, exchanges, clock), clock);
        var options = CollectorOptions.live(null, clock, clock.millis()).withTap(recorder);
        var collectors = new ExchangeCollectors(
                vertx, new ForgetfulJournal(), clock, exchanges, Map.of(source, config), options);
        var out = spec.commandLine().getOut();
        var end = new UntilSignal(() -> finish(vertx, collectors, recorder, out));
        UntilSignal.await(collectors.start(source), "it cannot be recorded");
        out.println("Recording " + source + " into " + folder.toAbsolutePath().normalize());
        out.flush();
        end.await(seconds == null ? FOR_EVER : Duration.ofSeconds(seconds));
    }

    private RecordingHeader header(ExchangeConfig config, List<Exchange> exchanges, InstantSource clock) {
        URI url = config.url();
        if (url == null) {
            url = exchanges.stream()
                    .map(Exchange::venue)
                    .filter(venue -> venue.source().equals(source))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("there is no adapter of " + source))
                    .endpoint();
        }
        return new RecordingHeader(source, url.toString(), clock.instant().toString(), config.symbols());
    }

    private static Future<?> finish(Vertx vertx, ExchangeCollectors collectors, Recorder recorder, PrintWriter out) {
        return collectors
                .stopAll()
                .transform(stopped -> vertx.executeBlocking(() -> {
                    recorder.close();
                    return recorder.files();
                }))
                .onSuccess(files -> {
                    out.println(recorder.written() + " messages recorded, " + recorder.dropped() + " dropped:");
                    files.forEach(file -> out.println("  " + file));
                    out.flush();
                })
                .eventually(vertx::close);
    }
}
