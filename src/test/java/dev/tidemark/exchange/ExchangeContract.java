package dev.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Plausible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What every adapter must pass; CONTRIBUTING.md, "Adding an exchange", has the same list under the same numbers.
public abstract class ExchangeContract {

    /// When every message came in: 2026-11-01.
    protected static final long RECEIVED_US = 1_793_491_200_000_000L;

    private static final int MAX_FRAME = 16 << 20;
    private static final int MUTATIONS = 10_000;

    private final Exchange exchange;
    private final List<Fixture> fixtures;

    protected ExchangeContract(Exchange exchange) {
        this.exchange = exchange;
        try {
            this.fixtures = Fixture.of(exchange.venue().source());
        } catch (IOException e) {
            throw new IllegalStateException("Expected readable fixtures", e);
        }
    }

    /// The symbols that are collected by default.
    protected abstract List<String> defaultSymbols();

    /// A message of a type that nobody has ever heard of.
    protected abstract String unknownMessage(String type);

    /// A well-formed message to pass over, as large as its filler, an array.
    protected abstract String passedOverMessage(String filler);

    /// 1.
    @Test
    void everyFixtureDecodesToExactlyWhatItSays() {
        FrameDecoder decoder = decoder();
        for (Fixture fixture : fixtures) {
            assertThat(transcript(decoder, fixture.bytes())).as(fixture.title()).isEqualTo(fixture.expected());
        }
    }

    /// 2.
    @Test
    void theFixturesShowEveryCase() {
        String all = fixtures.stream()
                .flatMap(fixture -> fixture.expected().stream())
                .reduce("", (one, other) -> one + "\n" + other);
        assertThat(all)
                .contains("\ntick ", "\ntrade ", " BUY", " SELL", "\nacknowledged ", "\nrejected ", "\npassed over ")
                .contains("\nunknown ", "\nmalformed", "\nrefused price", "\nrefused time", "\nrefused size")
                .contains("\nrefused symbol");
    }

    /// 3.
    @Test
    void anyOrderOfFieldsMeansTheSame() {
        meansTheSame(JsonTree::reversed);
    }

    /// 4.
    @Test
    void fieldsNeverSeenBeforeChangeNothing() {
        meansTheSame(JsonTree::padded);
    }

    /// 5.
    @Test
    void numbersMayStandInQuotesOrNot() {
        for (Fixture fixture : wellFormed()) {
            for (String said : List.of(JsonTree.quoted(fixture.frame()), JsonTree.bare(fixture.frame()))) {
                Intake intake = decoded(decoder(), said.getBytes(StandardCharsets.UTF_8));
                assertThat(Transcript.rows(intake)).as(said).isEqualTo(rows(fixture));
            }
        }
    }

    /// 6.
    @Test
    void everyPrefixLeavesAllRowsOrNone() {
        for (Fixture fixture : fixtures) {
            byte[] frame = fixture.bytes();
            for (int length = 0; length < frame.length; length++) {
                Intake intake = decodedCarefully(decoder(), frame, length);
                assertThat(Transcript.rows(intake))
                        .as(fixture.title() + " cut at " + length)
                        .isIn(List.of(), rows(fixture));
            }
        }
    }

    /// 7.
    @Test
    void tenThousandDamagedMessagesNeverThrowNorLeaveHalfAMessage() {
        var mutation = new Mutation(exchange.venue().source().hashCode());
        FrameDecoder decoder = decoder();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] frame = fixtures.get(i % fixtures.size()).bytes();
            byte[] other = fixtures.get(i * 7 % fixtures.size()).bytes();
            byte[] damaged = mutation.of(frame, other);
            isPlausible(decodedCarefully(decoder, damaged, damaged.length));
        }
        everyFixtureStillDecodes(decoder);
    }

    /// 8.
    @Test
    void aMessageMayStandAnywhereInABuffer() {
        for (Fixture fixture : fixtures) {
            byte[] buffer = ("]}garbage" + fixture.frame() + "{[\"more").getBytes(StandardCharsets.UTF_8);
            var intake = new Intake();
            decoder().decode(buffer, 9, fixture.bytes().length, RECEIVED_US, intake);
            assertThat(Transcript.of(intake)).as(fixture.title()).isEqualTo(fixture.expected());
        }
    }

    /// 9.
    @Test
    void aHundredThousandUnknownTypesAreCountedByShortNames() {
        FrameDecoder decoder = decoder();
        var intake = new Intake();
        for (int i = 0; i < 100_000; i++) {
            byte[] message = unknownMessage("t" + i + "x".repeat(i % 200)).getBytes(StandardCharsets.UTF_8);
            intake.clear();
            decoder.decode(message, 0, message.length, RECEIVED_US, intake);
            assertThat(intake.heard()).singleElement().isInstanceOfSatisfying(Heard.Unknown.class, unknown -> {
                assertThat(unknown.kind()).startsWith("t").hasSizeLessThanOrEqualTo(65);
            });
        }
        everyFixtureStillDecodes(decoder);
    }

    /// 10.
    @Test
    void sixteenMebibytesPassWithoutHarm() {
        String element = "[\"65083.66\",\"0.20371215\"]";
        String filler = "[" + (element + ",").repeat(MAX_FRAME / (element.length() + 1) - 100) + element + "]";
        assertThat(transcript(decoder(), passedOverMessage(filler)))
                .last()
                .asString()
                .startsWith("passed over ");
        String text = "\"" + "x".repeat(MAX_FRAME - 1_000) + "\"";
        for (String strange : List.of(text, passedOverMessage(text), unknownMessage(text.substring(1, 100_000)))) {
            assertThat(transcript(decoder(), strange)).hasSizeBetween(1, 2);
        }
    }

    /// 11.
    @Test
    void nestingWithoutEndIsMalformed() {
        for (String deep : List.of("[".repeat(1_000_000), "{\"a\":".repeat(1_000_000), unknownField("["))) {
            assertThat(transcript(decoder(), deep)).containsExactly("malformed");
        }
    }

    /// 12.
    @Test
    void symbolsComeBackAsTheyWent() {
        for (String symbol : defaultSymbols()) {
            assertThat(exchange.symbol(exchange.nativeName(symbol))).isEqualTo(symbol);
        }
    }

    /// 13.
    @Test
    void aNameThatDoesNotParseComesBackAsItIs() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String name = random.ints(random.nextInt(1, 12), 0, 0x2ff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(exchange.symbol(name)).isNotEmpty();
        }
        assertThat(List.of("-", "/", "USD", "币安人生"))
                .allSatisfy(name -> assertThat(exchange.symbol(name)).isEqualTo(name));
    }

    /// 14.
    @Test
    void anAliasOfTheQuoteIsApplied() {
        String symbol = defaultSymbols().getFirst();
        var names = new SeriesNames(exchange, Map.of(symbol.substring(symbol.indexOf('/') + 1), "ALIAS"));
        var intake = new Intake();
        for (Fixture fixture : fixtures) {
            exchange.decoder(names).decode(fixture.bytes(), 0, fixture.bytes().length, RECEIVED_US, intake);
        }
        assertThat(Transcript.rows(intake)).anyMatch(line -> line.startsWith("tick BTC/ALIAS "));
    }

    /// 15.
    @Test
    void whatIsSubscribedIsJsonAndNamesEverySymbol() {
        var subscriptions = new ArrayList<Subscription>();
        for (Channel channel : new TreeSet<>(exchange.venue().channels())) {
            defaultSymbols().forEach(symbol -> subscriptions.add(new Subscription(channel, symbol)));
        }
        List<String> messages = exchange.subscribe(subscriptions);
        assertThat(messages)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(JsonTree.reversed(message)).startsWith("{"));
        String all = String.join("\n", messages).toUpperCase(Locale.ROOT);
        assertThat(defaultSymbols()).allSatisfy(symbol -> assertThat(all).contains(exchange.nativeName(symbol)));
        assertThat(exchange.subscribe(List.copyOf(subscriptions))).isEqualTo(messages);
    }

    /// 16.
    @Test
    void theVenuesRulesAreComplete() {
        Venue venue = exchange.venue();
        assertThat(venue.endpoint()).hasScheme("wss");
        assertThat(venue.channels()).contains(Channel.TICKER, Channel.TRADES);
        assertThat(venue.maxSubscriptionsPerConnection()).isPositive();
        assertThat(List.of(venue.minSendInterval(), venue.minConnectInterval(), venue.silence()))
                .allMatch(Duration::isPositive);
        assertThat(exchange.ping() == null).isEqualTo(venue.pingInterval() == null);
    }

    /// A decoder of a new connection.
    protected FrameDecoder decoder() {
        return exchange.decoder(new SeriesNames(exchange, Map.of()));
    }

    /// What a message says to a decoder, in words.
    protected static List<String> transcript(FrameDecoder decoder, String message) {
        return transcript(decoder, message.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> transcript(FrameDecoder decoder, byte[] message) {
        return Transcript.of(decoded(decoder, message));
    }

    private static Intake decoded(FrameDecoder decoder, byte[] message) {
        var intake = new Intake();
        decoder.decode(message, 0, message.length, RECEIVED_US, intake);
        return intake;
    }

    /// Decodes into an intake that holds something already, checks that it is still there and that a broken message
    /// left nothing but the notice; returns what the message alone leaves.
    private Intake decodedCarefully(FrameDecoder decoder, byte[] message, int length) {
        var intake = new Intake();
        List<String> before = fill(intake);
        decoder.decode(message, 0, length, RECEIVED_US, intake);
        List<String> after = Transcript.of(intake);
        assertThat(after).containsAll(before).noneMatch(line -> line.startsWith("decoder fault"));
        if (after.contains("malformed")) {
            assertThat(after).hasSize(before.size() + 1);
        }
        var alone = new Intake();
        decoder.decode(message, 0, length, RECEIVED_US, alone);
        return alone;
    }

    private List<String> fill(Intake intake) {
        byte[] frame = fixtures.getFirst().bytes();
        decoder().decode(frame, 0, frame.length, RECEIVED_US, intake);
        intake.clearNotices();
        return Transcript.of(intake);
    }

    private void isPlausible(Intake intake) {
        for (int row = 0; row < intake.ticks().size(); row++) {
            assertThat(Plausible.isTime(intake.ticks().timeUs(row))).isTrue();
            assertThat(Plausible.isPrice(intake.ticks().price(row))).isTrue();
        }
        for (int row = 0; row < intake.trades().size(); row++) {
            assertThat(Plausible.isTime(intake.trades().timeUs(row))).isTrue();
            assertThat(Plausible.isPrice(intake.trades().price(row))).isTrue();
            assertThat(Plausible.isPrice(intake.trades().tradeSize(row))).isTrue();
        }
    }

    private void everyFixtureStillDecodes(FrameDecoder decoder) {
        for (Fixture fixture : fixtures) {
            assertThat(transcript(decoder, fixture.bytes())).as(fixture.title()).isEqualTo(fixture.expected());
        }
    }

    private void meansTheSame(UnaryOperator<String> saidOtherwise) {
        for (Fixture fixture : wellFormed()) {
            String said = saidOtherwise.apply(fixture.frame());
            assertThat(transcript(decoder(), said)).as(said).containsExactlyInAnyOrderElementsOf(fixture.expected());
        }
    }

    private List<Fixture> wellFormed() {
        return fixtures.stream()
                .filter(fixture -> !fixture.expected().contains("malformed"))
                .toList();
    }

    private static List<String> rows(Fixture fixture) {
        return fixture.expected().stream()
                .filter(line -> line.startsWith("tick ") || line.startsWith("trade "))
                .toList();
    }

    private static String unknownField(String nested) {
        return "{\"brand_new\":" + nested.repeat(100_000);
    }
}
