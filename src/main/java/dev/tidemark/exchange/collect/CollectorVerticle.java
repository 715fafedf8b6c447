package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.CollectorStats.ConnectionStats;
import dev.tidemark.exchange.Subscription;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Collects one venue: owns its lines and publishes its figures.
final class CollectorVerticle extends VerticleBase {

    private static final int MAX_FRAME_BYTES = 32 << 20;

    private final Station station;
    private final List<Line> lines = new ArrayList<>();

    CollectorVerticle(Station station) {
        this.station = station;
    }

    @Override
    public Future<?> start() {
        CollectorContext shared = station.context(vertx, client());
        var random =
                new SplittableRandom(shared.options().seed() ^ station.source().hashCode());
        List<Subscription> wanted = station.subscriptions();
        int most = Math.max(1, shared.venue().maxSubscriptionsPerConnection());
        for (int from = 0; from < wanted.size(); from += most) {
            lines.add(new Line(shared, wanted.subList(from, Math.min(wanted.size(), from + most)), random.split()));
        }
        lines.forEach(Line::start);
        publish();
        vertx.setPeriodic(shared.timing().tend().toMillis(), timer -> tend(shared.nowUs()));
        return Future.succeededFuture();
    }

    /// Completes once everything that was read is durable.
    @Override
    public Future<?> stop() {
        return Future.join(lines.stream().map(Line::stop).toList()).onComplete(drained -> {
            lines.clear();
            publish();
        });
    }

    private WebSocketClient client() {
        // A frame may be larger than a message may be: too long a message is then passed over, not the connection cut.
        return vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(MAX_FRAME_BYTES)
                .setMaxMessageSize(MAX_FRAME_BYTES)
                .setMaxConnections(1_000)
                .setClosingTimeout(1)
                .setTcpNoDelay(true));
    }

    private void tend(long nowUs) {
        lines.forEach(line -> line.tend(nowUs));
        publish();
    }

    private void publish() {
        var connections = new ArrayList<ConnectionStats>();
        lines.forEach(line -> connections.addAll(line.stats()));
        station.publish(state(), List.copyOf(connections));
    }

    private String state() {
        if (lines.isEmpty()) {
            return CollectorState.STOPPED;
        }
        if (lines.stream().allMatch(Line::isServed)) {
            return CollectorState.LIVE;
        }
        if (lines.stream().anyMatch(line -> line.state().isReading())) {
            boolean isAnyData = lines.stream().anyMatch(line -> line.state() instanceof ConnectionState.Live);
            return isAnyData ? CollectorState.DEGRADED : CollectorState.CONNECTING;
        }
        boolean isConnecting = lines.stream().anyMatch(line -> line.state() instanceof ConnectionState.Connecting);
        return isConnecting ? CollectorState.CONNECTING : CollectorState.WAITING;
    }
}
