package dev.tidemark.node;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.recording.RecordingHeader;
import dev.tidemark.recording.RecordingReader;
import dev.tidemark.recording.RecordingScan;
import dev.tidemark.recording.ReplayOptions;
import dev.tidemark.recording.ReplayServer;
import dev.tidemark.recording.ReplaySpeed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The recordings of `up --replay`, served in this process, and the collectors' settings that point at them.
///
/// @param configs one for each recorded venue, subscribing to what its recordings hold
record Replay(ReplayServer server, Map<String, ExchangeConfig> configs) {

    /// A recording that has ended is silent for good, and that is no fault.
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /// Reads each recording once, to learn what it holds, and serves it on a free port of the loopback.
    static Future<Replay> start(Vertx vertx, UpOptions options, Map<String, ExchangeConfig> configured) {
        ReplayOptions replayOptions = ReplayOptions.DEFAULT.withSpeed(new ReplaySpeed(options.speed()));
        return ReplayServer.start(vertx, replayOptions, options.recordings())
                .compose(server -> vertx.executeBlocking(() -> scan(options.recordings(), configured))
                        .map(scans -> new Replay(server, configs(server, scans, configured))));
    }

    private static Map<String, List<RecordingScan>> scan(List<Path> recordings, Map<String, ExchangeConfig> configured)
            throws IOException {
        Map<String, List<RecordingScan>> scans = new LinkedHashMap<>();
        for (Path recording : recordings) {
            RecordingHeader header;
            try (var reader = RecordingReader.open(recording)) {
                header = reader.header();
            }
            scans.computeIfAbsent(header.source(), ignored -> new ArrayList<>())
                    .add(RecordingScan.of(recording, exchange(recording, header.source(), configured)));
        }
        return scans;
    }

    private static Exchange exchange(Path recording, String source, Map<String, ExchangeConfig> configured) {
        return Venues.all(configured).stream()
                .filter(exchange -> exchange.venue().source().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a recording of a venue that is known, was '" + source + "' in " + recording));
    }

    private static Map<String, ExchangeConfig> configs(
            ReplayServer server, Map<String, List<RecordingScan>> scans, Map<String, ExchangeConfig> configured) {
        Map<String, ExchangeConfig> configs = new LinkedHashMap<>();
        scans.forEach((source, ofSource) -> configs.put(source, config(server, source, ofSource, configured)));
        return configs;
    }

    private static ExchangeConfig config(
            ReplayServer server, String source, List<RecordingScan> scans, Map<String, ExchangeConfig> configured) {
        var symbols = new LinkedHashSet<String>();
        var channels = new LinkedHashSet<Channel>();
        scans.forEach(scan -> {
            symbols.addAll(scan.symbols());
            channels.addAll(scan.channels());
        });
        ExchangeConfig usual = configured.get(source);
        return new ExchangeConfig(
                true,
                server.address(source),
                List.copyOf(symbols),
                List.copyOf(channels),
                usual == null ? Map.of() : usual.quoteAlias(),
                FOR_EVER,
                usual == null ? ExchangeConfig.DEFAULT_MAX_IN_FLIGHT : usual.maxInFlight());
    }
}
