package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.codec.JsonFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A message of Kraken v1 that is an object: the venue about itself or about a subscription.
final class KrakenV1Event {

    private static final Heard OF_OTHERS = new Heard.PassedOver("subscriptionStatus");
    private static final int MAX_WORD = 64;
    private static final int MAX_SENTENCE = 256;

    private String event = "";
    private String status = "";
    private String pair = "";
    private String name = "";
    private String version = "";
    private String error = "";

    /// Reads an entered object to its end.
    void read(JsonFrame json, Intake into) throws IOException {
        event = "";
        status = "";
        pair = "";
        name = "";
        version = "";
        error = "";
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "event" -> event = json.text(MAX_WORD);
                case "status" -> status = json.text(MAX_WORD);
                case "pair" -> pair = json.text(MAX_WORD);
                case "version" -> version = json.text(MAX_WORD);
                case "errorMessage" -> error = json.text(MAX_SENTENCE);
                case "subscription" -> readName(json);
                default -> {}
            }
        }
        into.heard(meaning());
    }

    private Heard meaning() {
        return switch (event) {
            case "heartbeat", "pong" -> Heard.Heartbeat.INSTANCE;
            case "systemStatus" -> new Heard.Announced("system " + status + ", version " + version);
            case "subscriptionStatus" -> subscriptionStatus();
            case "error" -> new Heard.Rejected(null, error);
            default -> new Heard.Unknown(event.isEmpty() ? "no event" : event);
        };
    }

    private Heard subscriptionStatus() {
        Channel channel = channel();
        Subscription subscription =
                channel == null || pair.isEmpty() ? null : new Subscription(channel, Assets.modern(pair));
        return switch (status) {
            case "error" -> new Heard.Rejected(subscription, error);
            case "subscribed" -> subscription == null ? OF_OTHERS : new Heard.Acknowledged(subscription);
            default -> OF_OTHERS;
        };
    }

    private @Nullable Channel channel() {
        return switch (name) {
            case "ticker" -> Channel.TICKER;
            case "spread" -> Channel.BOOK_TICKER;
            case "trade" -> Channel.TRADES;
            default -> null;
        };
    }

    private void readName(JsonFrame json) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("name")) {
                name = json.text(MAX_WORD);
            }
        }
    }
}
