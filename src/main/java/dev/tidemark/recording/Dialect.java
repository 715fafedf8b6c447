package dev.tidemark.recording;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The little that a replay server must speak of a venue's language by itself: what a subscription is, and answers
/// that the recording does not hold. Formats as in the venues' documentation.
enum Dialect {
    COINBASE {
        @Override
        boolean isSubscribe(JsonObject message) {
            return "subscribe".equals(message.getValue("type"));
        }

        @Override
        boolean isAcknowledgement(String frame) {
            return frame.contains("\"type\":\"subscriptions\"");
        }

        @Override
        List<String> acknowledge(JsonObject message) {
            var channels = new JsonArray();
            JsonArray products = message.getJsonArray("product_ids", new JsonArray());
            for (Object channel : message.getJsonArray("channels", new JsonArray())) {
                boolean isObject = channel instanceof JsonObject;
                Object name = isObject ? ((JsonObject) channel).getValue("name") : channel;
                Object ids = isObject ? ((JsonObject) channel).getJsonArray("product_ids", products) : products;
                channels.add(new JsonObject()
                        .put("name", "ticker_batch".equals(name) ? "ticker_1000" : name)
                        .put("product_ids", ids)
                        .putNull("account_ids"));
            }
            return List.of(
                    json("type", "subscriptions").put("channels", channels).encode());
        }

        @Override
        List<String> reject(JsonObject message, String symbol, String reason) {
            return List.of(json("type", "error")
                    .put("message", "Failed to subscribe")
                    .put("reason", symbol + " " + reason)
                    .encode());
        }

        @Override
        List<String> heartbeat() {
            return List.of("{\"type\":\"heartbeat\",\"last_trade_id\":0,\"product_id\":\"BTC-USD\",\"sequence\":0,"
                    + "\"time\":\"2026-01-01T00:00:00.000000Z\"}");
        }
    },
    COINBASE_ADVANCED {
        @Override
        boolean isSubscribe(JsonObject message) {
            return "subscribe".equals(message.getValue("type"));
        }

        @Override
        boolean isAcknowledgement(String frame) {
            return frame.contains("\"channel\":\"subscriptions\"");
        }

        @Override
        List<String> acknowledge(JsonObject message) {
            String channel = message.getString("channel", "");
            JsonArray products = message.getJsonArray("product_ids", new JsonArray());
            var event = new JsonObject().put("subscriptions", new JsonObject().put(channel, products));
            return List.of(json("channel", "subscriptions")
                    .put("events", new JsonArray().add(event))
                    .encode());
        }

        @Override
        List<String> reject(JsonObject message, String symbol, String reason) {
            return List.of(
                    json("type", "error").put("message", symbol + " " + reason).encode());
        }

        @Override
        List<String> heartbeat() {
            return List.of("{\"channel\":\"heartbeats\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"events\":"
                    + "[{\"current_time\":\"2026-01-01 00:00:00 +0000 UTC\",\"heartbeat_counter\":1}]}");
        }
    },
    BINANCE {
        @Override
        boolean isSubscribe(JsonObject message) {
            return "SUBSCRIBE".equals(message.getValue("method"));
        }

        @Override
        boolean isSubscribedBy(String pathAndQuery) {
            return pathAndQuery.contains("streams=") || pathAndQuery.startsWith("/ws/");
        }

        @Override
        boolean isAcknowledgement(String frame) {
            return frame.startsWith("{\"result\":null");
        }

        @Override
        List<String> acknowledge(JsonObject message) {
            return List.of(new JsonObject()
                    .putNull("result")
                    .put("id", message.getValue("id"))
                    .encode());
        }

        @Override
        List<String> reject(JsonObject message, String symbol, String reason) {
            var error = new JsonObject().put("code", 2).put("msg", symbol + " " + reason);
            return List.of(new JsonObject()
                    .put("error", error)
                    .put("id", message.getValue("id"))
                    .encode());
        }
    },
    KRAKEN {
        @Override
        boolean isSubscribe(JsonObject message) {
            return "subscribe".equals(message.getValue("method"));
        }

        @Override
        boolean isAcknowledgement(String frame) {
            return frame.contains("\"method\":\"subscribe\"");
        }

        @Override
        List<String> acknowledge(JsonObject message) {
            JsonObject params = message.getJsonObject("params", new JsonObject());
            var answers = new ArrayList<String>();
            for (Object symbol : params.getJsonArray("symbol", new JsonArray())) {
                var result = json("channel", params.getValue("channel"))
                        .put("snapshot", true)
                        .put("symbol", symbol);
                answers.add(json("method", "subscribe")
                        .put("result", result)
                        .put("success", true)
                        .encode());
            }
            return answers;
        }

        @Override
        List<String> reject(JsonObject message, String symbol, String reason) {
            return List.of(json("error", reason + " " + symbol)
                    .put("method", "subscribe")
                    .put("success", false)
                    .put("symbol", symbol)
                    .encode());
        }

        @Override
        @Nullable
        String pong(JsonObject message) {
            return "ping".equals(message.getValue("method"))
                    ? json("method", "pong")
                            .put("req_id", message.getValue("req_id"))
                            .encode()
                    : null;
        }

        @Override
        List<String> heartbeat() {
            return List.of("{\"channel\":\"heartbeat\"}");
        }
    },
    KRAKEN_V1 {
        @Override
        boolean isSubscribe(JsonObject message) {
            return "subscribe".equals(message.getValue("event"));
        }

        @Override
        boolean isAcknowledgement(String frame) {
            return frame.contains("\"event\":\"subscriptionStatus\"");
        }

        @Override
        List<String> acknowledge(JsonObject message) {
            JsonObject subscription = message.getJsonObject("subscription", new JsonObject());
            var answers = new ArrayList<String>();
            int channel = 1;
            for (Object pair : message.getJsonArray("pair", new JsonArray())) {
                answers.add(json("channelID", channel++)
                        .put("channelName", subscription.getValue("name"))
                        .put("event", "subscriptionStatus")
                        .put("pair", pair)
                        .put("status", "subscribed")
                        .put("subscription", subscription)
                        .encode());
            }
            return answers;
        }

        @Override
        List<String> reject(JsonObject message, String symbol, String reason) {
            return List.of(json("errorMessage", reason + " " + symbol)
                    .put("event", "subscriptionStatus")
                    .put("pair", symbol)
                    .put("status", "error")
                    .put("subscription", message.getJsonObject("subscription", new JsonObject()))
                    .encode());
        }

        @Override
        @Nullable
        String pong(JsonObject message) {
            return "ping".equals(message.getValue("event"))
                    ? json("event", "pong")
                            .put("reqid", message.getValue("reqid"))
                            .encode()
                    : null;
        }

        @Override
        List<String> heartbeat() {
            return List.of("{\"event\":\"heartbeat\"}");
        }
    },
    /// A venue that is not known here: every message that is no ping subscribes, and nothing is made up.
    OTHER {
        @Override
        boolean isSubscribe(JsonObject message) {
            return !message.containsKey("ping");
        }

        @Override
        boolean isAcknowledgement(String frame) {
            return false;
        }

        @Override
        List<String> acknowledge(JsonObject message) {
            return List.of();
        }

        @Override
        List<String> reject(JsonObject message, String symbol, String reason) {
            return List.of(json("error", reason).put("symbol", symbol).encode());
        }

        @Override
        @Nullable
        String pong(JsonObject message) {
            return message.containsKey("ping")
                    ? json("pong", message.getValue("ping")).encode()
                    : null;
        }

        @Override
        List<String> heartbeat() {
            return List.of("{\"heartbeat\":1}");
        }
    };

    /// The dialect of a source.
    static Dialect of(String source) {
        String name = source.toUpperCase(Locale.ROOT).replace('-', '_');
        return switch (name) {
            case "BINANCE_US" -> BINANCE;
            case "COINBASE", "COINBASE_ADVANCED", "BINANCE", "KRAKEN", "KRAKEN_V1" -> valueOf(name);
            default -> OTHER;
        };
    }

    /// A client's message; empty where it is no JSON object.
    static JsonObject parse(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException | ClassCastException noObject) {
            return new JsonObject();
        }
    }

    abstract boolean isSubscribe(JsonObject message);

    /// Whether the address alone subscribes.
    boolean isSubscribedBy(String pathAndQuery) {
        return false;
    }

    /// Whether a recorded frame answers a subscription.
    abstract boolean isAcknowledgement(String frame);

    /// Answers to make up for a subscribe message.
    abstract List<String> acknowledge(JsonObject message);

    abstract List<String> reject(JsonObject message, String symbol, String reason);

    /// The answer to an application ping; null where the message is none.
    @Nullable
    String pong(JsonObject message) {
        return null;
    }

    /// Signs of life without data; empty where the venue has none but protocol pings.
    List<String> heartbeat() {
        return List.of();
    }

    private static JsonObject json(String key, @Nullable Object value) {
        return new JsonObject().put(key, value);
    }
}
