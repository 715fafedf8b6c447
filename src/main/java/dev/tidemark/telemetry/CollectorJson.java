package dev.tidemark.telemetry;

import dev.tidemark.exchange.CollectorStats;
import dev.tidemark.exchange.CollectorStats.ConnectionStats;
import dev.tidemark.exchange.CollectorStats.Counters;
import dev.tidemark.exchange.CollectorStats.SubscriptionStats;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// A collector in `/status`: its connections, and each subscription's state and last data age.
final class CollectorJson {

    private CollectorJson() {}

    static JsonObject of(CollectorStats stats, double messagesPerSecond, long nowUs) {
        var connections = new JsonArray();
        stats.connections().forEach(one -> connections.add(connection(one, nowUs)));
        Counters counters = stats.counters();
        return new JsonObject()
                .put("source", stats.source())
                .put("state", stats.state())
                .put("connected", isConnected(stats))
                .put("messages_per_second", messagesPerSecond)
                .put("last_data_age_s", Ages.seconds(nowUs, lastDataUs(stats)))
                .put("messages", counters.frames())
                .put("ticks", counters.ticks())
                .put("trades", counters.trades())
                .put("duplicates", counters.duplicates())
                .put("malformed", counters.malformed())
                .put("reconnects", counters.reconnects())
                .put("lost_frames", counters.lostFrames())
                .put("passed_over", counts(stats.passedOver()))
                .put("unknown", counts(stats.unknown()))
                .put("refused", counts(stats.refused()))
                .put("last_error", stats.lastError())
                .put("connections", connections);
    }

    static boolean isConnected(CollectorStats stats) {
        return stats.state().equals("live") || stats.state().equals("degraded");
    }

    static long lastDataUs(CollectorStats stats) {
        return stats.connections().stream()
                .mapToLong(ConnectionStats::lastDataUs)
                .max()
                .orElse(0);
    }

    private static JsonObject connection(ConnectionStats stats, long nowUs) {
        var subscriptions = new JsonArray();
        stats.subscriptions().forEach(one -> subscriptions.add(subscription(one, nowUs)));
        return new JsonObject()
                .put("number", stats.number())
                .put("state", stats.state())
                .put("since", Ages.text(stats.sinceUs()))
                .put("last_message_age_s", Ages.seconds(nowUs, stats.lastFrameUs()))
                .put("last_data_age_s", Ages.seconds(nowUs, stats.lastDataUs()))
                .put("clock_skew_ms", stats.clockSkewMs())
                .put("in_flight", stats.inFlight())
                .put("paused", stats.isPaused())
                .put("subscriptions", subscriptions);
    }

    private static JsonObject subscription(SubscriptionStats stats, long nowUs) {
        return new JsonObject()
                .put("channel", stats.channel())
                .put("symbol", stats.symbol())
                .put("state", stats.state())
                .put("since", Ages.text(stats.sinceUs()))
                .put("last_data", Ages.text(stats.lastDataUs()))
                .put("last_data_age_s", Ages.seconds(nowUs, stats.lastDataUs()))
                .put("reason", stats.reason());
    }

    private static JsonObject counts(Map<String, Long> counts) {
        var json = new JsonObject();
        counts.forEach(json::put);
        return json;
    }
}
