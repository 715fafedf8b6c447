package dev.tidemark.exchange.coinbase;

import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonDecoder;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import dev.tidemark.exchange.codec.Timestamps;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads Advanced Trade: an envelope of channel, time and sequence around a list of events.
///
/// The envelope comes first in all that was ever seen; where it does not, the message is read twice.
final class CoinbaseAdvancedDecoder extends JsonDecoder {

    enum Kind {
        TICKER,
        TRADES,
        HEARTBEATS,
        SUBSCRIPTIONS,
        NOT_WANTED
    }

    /// @param notice what is heard where the message is not wanted
    private record ChannelWord(Kind kind, Heard notice) {}

    private static final ChannelWord NO_CHANNEL = new ChannelWord(Kind.NOT_WANTED, new Heard.Unknown("no channel"));

    private final SliceCache<ChannelWord> channels = new SliceCache<>(CoinbaseAdvancedDecoder::channelOf);
    private final CoinbaseAdvancedEvents events;
    private @Nullable ChannelWord channel;
    private long sentUs;
    private long sequence;
    private String type = "";
    private String message = "";

    CoinbaseAdvancedDecoder(SeriesNames names) {
        this.events = new CoinbaseAdvancedEvents(names);
    }

    @Override
    protected void read(JsonFrame json, long receivedUs, Intake into) throws IOException {
        channel = null;
        sentUs = Timestamps.ABSENT;
        sequence = JsonFrame.NO_INTEGER;
        type = "";
        message = "";
        boolean isDone = scan(json, receivedUs, into);
        if (!isDone && channel != null && channel.kind != Kind.NOT_WANTED) {
            try (JsonFrame again = json.again()) {
                readEventsOf(again, channel.kind, receivedUs, into);
            }
        }
        settle(into);
    }

    /// Reads the envelope, and the events where it stands before them; false where they are still to be read.
    private boolean scan(JsonFrame json, long receivedUs, Intake into) throws IOException {
        boolean isDone = true;
        if (!json.enterObject()) {
            return true;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (sequence >= 0 && channel != null && channel.kind == Kind.NOT_WANTED) {
                // Nothing else of it counts: a level 2 snapshot is five megabytes.
                return true;
            }
            switch (field) {
                case "channel" -> channel = json.find(channels);
                case "timestamp" -> sentUs = json.timeUs();
                case "sequence_num" -> sequence = json.integer();
                case "type" -> type = json.text(MAX_WORD);
                case "message" -> message = json.text(MAX_SENTENCE);
                case "events" -> {
                    isDone = channel != null && sentUs != Timestamps.ABSENT;
                    if (channel != null && isDone) {
                        events.read(json, channel.kind, sentUs, receivedUs, into);
                    }
                }
                default -> {}
            }
        }
        return isDone;
    }

    private void readEventsOf(JsonFrame json, Kind kind, long receivedUs, Intake into) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("events")) {
                events.read(json, kind, sentUs, receivedUs, into);
            }
        }
    }

    private void settle(Intake into) {
        if (sequence >= 0) {
            into.connectionSequence(sequence);
        }
        if (channel == null && type.equals("error")) {
            CoinbaseRefusal.settle(message, "", into);
        } else if (channel == null) {
            into.heard(NO_CHANNEL.notice);
        } else if (channel.kind == Kind.NOT_WANTED) {
            into.heard(channel.notice);
        } else if (channel.kind == Kind.HEARTBEATS) {
            into.heard(Heard.Heartbeat.INSTANCE);
        }
    }

    /// `level2` is what one subscribes to; the data says `l2_data`.
    private static ChannelWord channelOf(String name) {
        Kind kind = switch (name) {
            case "ticker", "ticker_batch" -> Kind.TICKER;
            case "market_trades" -> Kind.TRADES;
            case "heartbeats" -> Kind.HEARTBEATS;
            case "subscriptions" -> Kind.SUBSCRIPTIONS;
            default -> Kind.NOT_WANTED;
        };
        return switch (name) {
            case "" -> NO_CHANNEL;
            case "l2_data", "level2", "candles", "status", "user", "futures_balance_summary" ->
                new ChannelWord(kind, new Heard.PassedOver(name));
            default -> new ChannelWord(kind, new Heard.Unknown(name));
        };
    }
}
