package dev.tidemark.testkit;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.FrameDecoder;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.Venue;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A venue whose messages are words: for tests of everything that is not a real venue's dialect.
///
/// `tick S price [sequence [time]]`, `trade S id price`, `ack channel:S`, `ackmsg n`, `nack channel:S reason`, `beat`,
/// `last S id`, `bye`, `skip kind`; `#n ` before any of them is the connection's sequence. JSON objects with a
/// heartbeat, pong, error or type are what the replay server makes up for a venue that it does not know.
public final class TextExchange implements Exchange {

    private final Venue venue;
    private final @Nullable String ping;

    public TextExchange(Venue venue, @Nullable String ping) {
        this.venue = venue;
        this.ping = ping;
    }

    /// A venue without limits.
    public static TextExchange of(String source) {
        return new TextExchange(venue(source, null, 100), null);
    }

    public static Venue venue(String source, @Nullable Duration maxAge, int maxSubscriptions) {
        return new Venue(
                source,
                URI.create("ws://127.0.0.1:1"),
                Set.of(Channel.TICKER, Channel.TRADES),
                maxSubscriptions,
                Duration.ZERO,
                Duration.ZERO,
                maxAge,
                null,
                Duration.ofSeconds(30));
    }

    @Override
    public Venue venue() {
        return venue;
    }

    @Override
    public List<String> subscribe(List<Subscription> subscriptions) {
        return List.of("{\"subscribe\":\""
                + subscriptions.stream().map(Subscription::toString).collect(Collectors.joining(","))
                + "\"}");
    }

    @Override
    public @Nullable String ping() {
        return ping;
    }

    @Override
    public String nativeName(String symbol) {
        return symbol;
    }

    @Override
    public String symbol(String nativeName) {
        return nativeName;
    }

    @Override
    public FrameDecoder decoder(SeriesNames names) {
        return (message, offset, length, receivedUs, into) -> {
            String text = new String(message, offset, length, StandardCharsets.UTF_8);
            if (text.startsWith("#")) {
                into.connectionSequence(Long.parseLong(text.substring(1, text.indexOf(' '))));
                text = text.substring(text.indexOf(' ') + 1);
            }
            read(text, names, receivedUs, into);
        };
    }

    private static void read(String text, SeriesNames names, long receivedUs, Intake into) {
        String[] words = text.strip().split(" ", -1);
        switch (words[0]) {
            case "tick" -> tick(words, pair(names, words[1]).ticks(), receivedUs, into);
            case "trade" ->
                into.trades()
                        .counted(into.trades()
                                .add(
                                        pair(names, words[1]).trades(),
                                        receivedUs,
                                        receivedUs,
                                        words[2],
                                        Double.parseDouble(words[3]),
                                        1,
                                        Side.BUY));
            case "ack" -> into.heard(new Heard.Acknowledged(Objects.requireNonNull(subscription(words[1]))));
            case "ackmsg" -> into.heard(new Heard.AcknowledgedMessage(Integer.parseInt(words[1])));
            case "nack" -> into.heard(new Heard.Rejected(subscription(words[1]), words[2]));
            case "beat" -> into.heard(Heard.Heartbeat.INSTANCE);
            case "last" -> into.lastTrade(pair(names, words[1]).trades(), Long.parseLong(words[2]), receivedUs);
            case "bye" -> into.heard(new Heard.ReconnectSoon("bye"));
            case "skip" -> into.heard(new Heard.PassedOver(words.length > 1 ? words[1].substring(0, 1) : ""));
            default -> into.heard(json(text));
        }
    }

    private static void tick(String[] words, Series series, long receivedUs, Intake into) {
        long timeUs = words.length > 4 ? Long.parseLong(words[4]) : receivedUs;
        int row = into.ticks().add(series, timeUs, receivedUs, Double.parseDouble(words[2]));
        if (words.length > 3) {
            into.ticks().sequence(row, Long.parseLong(words[3]));
        }
    }

    private static Heard json(String text) {
        if (text.startsWith("{\"heartbeat\"") || text.startsWith("{\"pong\"")) {
            return Heard.Heartbeat.INSTANCE;
        }
        if (text.startsWith("{\"error\":\"")) {
            String[] parts = text.split("\"", -1);
            return new Heard.Rejected(parts.length < 8 ? null : subscription(parts[7]), parts[3]);
        }
        if (text.startsWith("{\"type\":\"")) {
            return new Heard.Unknown(text.split("\"", -1)[3]);
        }
        return new Heard.Malformed("no word of this venue");
    }

    private static SeriesNames.Pair pair(SeriesNames names, String symbol) {
        return Objects.requireNonNull(names.find(symbol));
    }

    private static @Nullable Subscription subscription(String text) {
        for (Channel channel : Channel.values()) {
            if (text.startsWith(channel.label() + ":")) {
                return new Subscription(channel, text.substring(channel.label().length() + 1));
            }
        }
        return null;
    }
}
