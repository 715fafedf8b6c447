package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonDecoder;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads Kraken v2: data by `channel`, answers by `method`.
///
/// The channel comes before the data in all that was ever seen; where it does not, the message is read twice.
final class KrakenDecoder extends JsonDecoder {

    private enum Kind {
        TICKER,
        TRADE,
        STATUS,
        HEARTBEAT,
        NOT_WANTED
    }

    /// @param notice what is heard where the message is not wanted
    private record ChannelWord(Kind kind, Heard notice) {}

    private final SliceCache<ChannelWord> channels = new SliceCache<>(KrakenDecoder::channelOf);
    private final KrakenRows rows;
    private final KrakenAnswer answer = new KrakenAnswer();
    private @Nullable ChannelWord channel;

    KrakenDecoder(SeriesNames names) {
        this.rows = new KrakenRows(names);
    }

    @Override
    protected void read(JsonFrame json, long receivedUs, Intake into) throws IOException {
        channel = null;
        answer.reset();
        boolean isDone = scan(json, receivedUs, into);
        if (!isDone && channel != null && channel.kind != Kind.NOT_WANTED) {
            try (JsonFrame again = json.again()) {
                // Ends early once more where the channel stands before the data; here it is known from the start.
                scanKnown(again, channel, receivedUs, into);
            }
        }
        if (channel == null) {
            answer.settle(into);
        } else if (channel.kind == Kind.NOT_WANTED || channel.kind == Kind.HEARTBEAT) {
            into.heard(channel.notice);
        }
    }

    /// Reads the message; false where its data stood before its channel and is still to be read.
    private boolean scan(JsonFrame json, long receivedUs, Intake into) throws IOException {
        boolean isDone = true;
        if (!json.enterObject()) {
            return true;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "channel" -> {
                    channel = json.find(channels);
                    if (channel.kind == Kind.NOT_WANTED) {
                        // A book of any depth is left unread.
                        return true;
                    }
                }
                case "data" -> {
                    isDone = channel != null;
                    if (channel != null) {
                        readData(json, channel, receivedUs, into);
                    }
                }
                default -> answer.take(field, json);
            }
        }
        return isDone;
    }

    private void scanKnown(JsonFrame json, ChannelWord known, long receivedUs, Intake into) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("data")) {
                readData(json, known, receivedUs, into);
            }
        }
    }

    private void readData(JsonFrame json, ChannelWord known, long receivedUs, Intake into) throws IOException {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            if (json.enterObject()) {
                switch (known.kind) {
                    case TICKER -> rows.readTicker(json, receivedUs, into);
                    case TRADE -> rows.readTrade(json, receivedUs, into);
                    case STATUS -> into.heard(new Heard.Announced(readStatus(json)));
                    case HEARTBEAT, NOT_WANTED -> skipObject(json);
                }
            }
        }
    }

    /// The venue's state, with what it plans word for word, since nobody has written down how that looks.
    private static String readStatus(JsonFrame json) throws IOException {
        String system = "";
        String version = "";
        String maintenance = "[]";
        String emergency = "[]";
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "system" -> system = json.text(MAX_WORD);
                case "version" -> version = json.text(MAX_WORD);
                case "upcoming_maintenance" -> maintenance = json.source(MAX_SENTENCE);
                case "emergency" -> emergency = json.source(MAX_SENTENCE);
                default -> {}
            }
        }
        return "system " + system + ", version " + version
                + (maintenance.equals("[]") ? "" : ", upcoming maintenance " + maintenance)
                + (emergency.equals("[]") ? "" : ", emergency " + emergency);
    }

    private static void skipObject(JsonFrame json) throws IOException {
        while (json.nextField() != null) {
            // Nothing in it counts.
        }
    }

    private static ChannelWord channelOf(String name) {
        return switch (name) {
            case "ticker" -> new ChannelWord(Kind.TICKER, Heard.Heartbeat.INSTANCE);
            case "trade" -> new ChannelWord(Kind.TRADE, Heard.Heartbeat.INSTANCE);
            case "status" -> new ChannelWord(Kind.STATUS, Heard.Heartbeat.INSTANCE);
            case "heartbeat" -> new ChannelWord(Kind.HEARTBEAT, Heard.Heartbeat.INSTANCE);
            case "book", "level3", "ohlc", "instrument", "executions", "balances" ->
                new ChannelWord(Kind.NOT_WANTED, new Heard.PassedOver(name));
            default -> new ChannelWord(Kind.NOT_WANTED, new Heard.Unknown(name.isEmpty() ? "no channel" : name));
        };
    }
}
