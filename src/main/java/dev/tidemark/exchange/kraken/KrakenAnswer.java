package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.codec.JsonFrame;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message of Kraken v2 without a channel: an answer to one of ours, one for each symbol, or a complaint.
final class KrakenAnswer {

    private static final Heard OF_OTHERS = new Heard.PassedOver("answer");
    private static final Heard NO_TYPE = new Heard.Unknown("no type");
    private static final int MAX_WORD = 64;
    private static final int MAX_SENTENCE = 256;

    private String method = "";
    private String error = "";
    private String symbol = "";
    private String channel = "";
    private String trigger = "";
    private long requestId;
    private @Nullable Boolean isSuccess;

    void reset() {
        method = "";
        error = "";
        symbol = "";
        channel = "";
        trigger = "";
        requestId = JsonFrame.NO_INTEGER;
        isSuccess = null;
    }

    void take(String field, JsonFrame json) throws IOException {
        switch (field) {
            case "method" -> method = json.text(MAX_WORD);
            case "error", "Error" -> error = json.text(MAX_SENTENCE);
            case "symbol" -> symbol = json.text(MAX_WORD);
            case "success" -> isSuccess = json.truth();
            case "req_id" -> requestId = json.integer();
            case "result" -> takeResult(json);
            default -> {}
        }
    }

    void settle(Intake into) {
        switch (method) {
            case "pong" -> into.heard(Heard.Heartbeat.INSTANCE);
            case "subscribe" -> settleSubscribe(into);
            case "unsubscribe" -> into.heard(OF_OTHERS);
            case "" -> into.heard(error.isEmpty() ? NO_TYPE : new Heard.Rejected(null, error));
            default -> into.heard(error.isEmpty() ? new Heard.Unknown(method) : new Heard.Rejected(null, error));
        }
    }

    private void settleSubscribe(Intake into) {
        String ours = Assets.modern(symbol);
        if (isSuccess != null && isSuccess) {
            List<Channel> acknowledged = acknowledged();
            acknowledged.forEach(it -> into.heard(new Heard.Acknowledged(new Subscription(it, ours))));
            if (acknowledged.isEmpty()) {
                into.heard(OF_OTHERS);
            }
        } else if (symbol.isEmpty()) {
            into.heard(new Heard.Rejected(null, error));
        } else {
            RequestId.channelsOf(requestId)
                    .forEach(it -> into.heard(new Heard.Rejected(new Subscription(it, ours), error)));
        }
    }

    /// The channels that the result names; the ticker on best quotes serves the ticker as well.
    private List<Channel> acknowledged() {
        return switch (channel) {
            case "trade" -> RequestId.TRADES.channels();
            case "ticker" -> trigger.equals("bbo") ? RequestId.BOOK_TICKER.channels() : RequestId.TICKER.channels();
            default -> List.of();
        };
    }

    private void takeResult(JsonFrame json) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "channel" -> channel = json.text(MAX_WORD);
                case "event_trigger" -> trigger = json.text(MAX_WORD);
                case "symbol" -> symbol = json.text(MAX_WORD);
                default -> {}
            }
        }
    }
}
