package dev.tidemark.exchange.collect;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.exchange.CollectorStats.ConnectionStats;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.journal.Journal;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What stays of a venue while its collector comes and goes: counts, connection rate, and the last published figures.
///
/// The figures are an immutable snapshot written by the collector's event loop and read by any thread.
final class Station {

    private final Exchange exchange;
    private final ExchangeConfig config;
    private final Journal journal;
    private final InstantSource clock;
    private final CollectorOptions options;
    private final Totals totals = new Totals();
    private final ConnectGate gate;
    private final DeliveredBefore.Filter delivered;
    private volatile CollectorStats stats;

    Station(Exchange exchange, ExchangeConfig config, Journal journal, InstantSource clock, CollectorOptions options) {
        this.exchange = exchange;
        this.config = config;
        this.journal = journal;
        this.clock = clock;
        this.options = options;
        this.gate = new ConnectGate(exchange.venue().minConnectInterval());
        this.delivered = options.deliveredBefore().filter(source());
        this.stats = snapshot(CollectorState.STOPPED, List.of());
    }

    String source() {
        return exchange.venue().source();
    }

    /// What a running collector shares among its connections.
    CollectorContext context(Vertx vertx, WebSocketClient client) {
        var filter = options.frameClock().isRecorded() ? delivered : null;
        return new CollectorContext(vertx, client, journal, clock, exchange, config, options, totals, gate, filter);
    }

    /// Each configured symbol with each configured channel that the venue offers.
    List<Subscription> subscriptions() {
        var wanted = new ArrayList<Subscription>();
        for (String symbol : config.symbols()) {
            for (Channel channel : config.channels()) {
                if (exchange.venue().channels().contains(channel)) {
                    wanted.add(new Subscription(channel, symbol));
                }
            }
        }
        return wanted;
    }

    void publish(String state, List<ConnectionStats> connections) {
        stats = snapshot(state, connections);
    }

    CollectorStats stats() {
        return stats;
    }

    private CollectorStats snapshot(String state, List<ConnectionStats> connections) {
        return new CollectorStats(
                source(),
                state,
                connections,
                totals.counters(),
                totals.passedOver.toMap(),
                totals.unknown.toMap(),
                totals.refused.toMap(),
                totals.lastError);
    }
}
