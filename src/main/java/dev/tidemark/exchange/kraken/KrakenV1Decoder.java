package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.codec.JsonDecoder;
import dev.tidemark.exchange.codec.JsonFrame;
import dev.tidemark.exchange.codec.SliceCache;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads Kraken v1: objects are events, arrays are data.
///
/// An array says at its end what it holds, `[…, channel, pair]`, and how long it is differs; so it is read to its end
/// first, and a second time only where its rows are wanted.
final class KrakenV1Decoder extends JsonDecoder {

    private enum Kind {
        TICKER,
        SPREAD,
        TRADE,
        NOT_WANTED
    }

    /// @param notice what is heard where the message is not wanted
    private record ChannelWord(Kind kind, Heard notice) {}

    private static final ChannelWord NO_CHANNEL = new ChannelWord(Kind.NOT_WANTED, new Heard.Unknown("no channel"));

    private final SliceCache<ChannelWord> channels = new SliceCache<>(KrakenV1Decoder::channelOf);
    private final SliceCache<String> names = new SliceCache<>(name -> name);
    private final SliceCache<SeriesNames.@Nullable Pair> pairs;
    private final KrakenV1Rows rows = new KrakenV1Rows();
    private final KrakenV1Event event = new KrakenV1Event();

    KrakenV1Decoder(SeriesNames series) {
        this.pairs = new SliceCache<>(series::find);
    }

    @Override
    protected void read(JsonFrame json, long receivedUs, Intake into) throws IOException {
        if (json.enterObject()) {
            event.read(json, into);
        } else if (json.enterArray()) {
            readData(json, receivedUs, into);
        } else {
            into.heard(NO_CHANNEL.notice);
        }
    }

    private void readData(JsonFrame json, long receivedUs, Intake into) throws IOException {
        ChannelWord channel = NO_CHANNEL;
        String lastButOne = "";
        String last = "";
        while (json.nextElement()) {
            lastButOne = last;
            last = json.isString() ? json.find(names) : "";
        }
        if (!lastButOne.isEmpty()) {
            channel = channels.find(lastButOne.toCharArray(), 0, lastButOne.length());
        }
        if (channel.kind == Kind.NOT_WANTED) {
            into.heard(channel.notice);
            return;
        }
        rows.begin(pairs.find(last.toCharArray(), 0, last.length()));
        try (JsonFrame again = json.again()) {
            if (again.enterArray()) {
                readRows(again, channel.kind, receivedUs, into);
            }
        }
    }

    private void readRows(JsonFrame json, Kind kind, long receivedUs, Intake into) throws IOException {
        while (json.nextElement()) {
            switch (kind) {
                case TICKER -> rows.readTicker(json, receivedUs, into);
                case SPREAD -> rows.readSpread(json, receivedUs, into);
                case TRADE -> rows.readTrades(json, receivedUs, into);
                case NOT_WANTED -> {}
            }
        }
    }

    /// Books and candles carry their depth or interval in the name: `book-1000`, `ohlc-5`.
    private static ChannelWord channelOf(String name) {
        int dash = name.indexOf('-');
        return switch (dash < 0 ? name : name.substring(0, dash)) {
            case "ticker" -> new ChannelWord(Kind.TICKER, Heard.Heartbeat.INSTANCE);
            case "spread" -> new ChannelWord(Kind.SPREAD, Heard.Heartbeat.INSTANCE);
            case "trade" -> new ChannelWord(Kind.TRADE, Heard.Heartbeat.INSTANCE);
            case "book" -> new ChannelWord(Kind.NOT_WANTED, new Heard.PassedOver("book"));
            case "ohlc" -> new ChannelWord(Kind.NOT_WANTED, new Heard.PassedOver("ohlc"));
            default -> new ChannelWord(Kind.NOT_WANTED, new Heard.Unknown(name));
        };
    }
}
