package dev.tidemark.exchange.collect;

import static dev.tidemark.exchange.collect.CollectorBench.SOURCE;
import static dev.tidemark.exchange.collect.CollectorBench.SYMBOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.exchange.Venue;
import dev.tidemark.recording.RecordedFrame;
import dev.tidemark.recording.Recorder;
import dev.tidemark.recording.RecorderConfig;
import dev.tidemark.recording.RecordingReader;
import dev.tidemark.testkit.LiveVenue;
import dev.tidemark.testkit.Recordings;
import dev.tidemark.testkit.TextExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several connections of one venue: side by side, one after another, and what is said on them.
final class CollectorConnectionsIT {

    @TempDir
    Path folder;

    private CollectorBench bench;
    private LiveVenue venue;

    @BeforeEach
    void open() {
        bench = new CollectorBench(folder);
        venue = bench.await(LiveVenue.start(bench.vertx));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aConnectionIsRenewedBeforeItsAgeWithoutDoublesOrLoss() {
        var exchange = new TextExchange(TextExchange.venue(SOURCE, Duration.ofMillis(150), 100), null);
        var collectors = bench.collect(exchange, config(SYMBOL), bench.live());
        bench.until(() -> venue.open() == 1);
        var said = new AtomicInteger();
        long timer = bench.vertx.setPeriodic(1, each -> sayNext(said.incrementAndGet()));

        bench.until(() -> venue.ever() >= 4);
        bench.vertx.cancelTimer(timer);
        int last = said.get();
        bench.until(() -> bench.tradeIds().contains(Integer.toString(last)));
        bench.await(collectors.stop(SOURCE));

        assertThat(bench.tradeIds()).containsAll(idsTo(last));
        assertThat(sequences()).doesNotHaveDuplicates().containsAll(sequencesTo(last));
        assertThat(bench.stats().counters().reconnects()).isGreaterThanOrEqualTo(3);
        assertThat(bench.stats().counters().duplicates()).isPositive();
    }

    @Test
    void aVenueThatIsAboutToCutIsConnectedToAgainAtOnce() {
        bench.collect(TextExchange.of(SOURCE), config(SYMBOL), bench.live());
        bench.until(() -> venue.open() == 1);
        venue.say("trade " + SYMBOL + " 1 100");
        bench.until(() -> bench.stats().state().equals("live"));

        venue.say("bye");

        bench.until(() -> venue.open() == 2);
        venue.say("trade " + SYMBOL + " 2 100");
        bench.until(() -> venue.open() == 1);
        venue.say("trade " + SYMBOL + " 3 100");
        bench.until(() -> bench.tradeIds().equals(Set.of("1", "2", "3")));
        assertThat(bench.stats().connections()).hasSize(1);
    }

    @Test
    void manySubscriptionsAreSpreadOverConnections() {
        var exchange = new TextExchange(TextExchange.venue(SOURCE, null, 4), null);

        bench.collect(exchange, config("A/USD", "B/USD", "C/USD", "D/USD", "E/USD"), bench.live());

        bench.until(() -> venue.open() == 3);
        assertThat(bench.stats().connections())
                .extracting(each -> each.subscriptions().size())
                .containsExactly(4, 4, 2);
    }

    @Test
    void connectionAttemptsKeepTheVenuesInterval() {
        Venue rules = TextExchange.venue(SOURCE, null, 1);
        var exchange = new TextExchange(
                new Venue(
                        SOURCE,
                        rules.endpoint(),
                        Set.of(Channel.TRADES),
                        1,
                        Duration.ZERO,
                        Duration.ofMillis(150),
                        null,
                        null,
                        rules.silence()),
                null);
        long begin = System.nanoTime();

        bench.collect(exchange, config("A/USD", "B/USD", "C/USD"), bench.live());

        bench.until(() -> venue.open() == 3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(295));
    }

    @Test
    void applicationPingsAreSentWhenTheVenueWantsThem() {
        Venue rules = TextExchange.venue(SOURCE, null, 10);
        var exchange = new TextExchange(
                new Venue(
                        SOURCE,
                        rules.endpoint(),
                        rules.channels(),
                        10,
                        Duration.ZERO,
                        Duration.ZERO,
                        null,
                        Duration.ofMillis(30),
                        rules.silence()),
                "{\"ping\":1}");

        bench.collect(exchange, config(SYMBOL), bench.live());

        bench.until(() -> venue.heard().stream().filter("{\"ping\":1}"::equals).count() >= 3);
        assertThat(venue.heard().getFirst()).contains("subscribe");
    }

    @Test
    void acknowledgementsMayComeBeforeOrAfterData() {
        bench.collect(TextExchange.of(SOURCE), config(SYMBOL, "ETH/USD"), bench.live());
        bench.until(() -> venue.open() == 1);

        venue.say("trade " + SYMBOL + " 1 100");
        venue.say("ack trades:" + SYMBOL);
        venue.say("ack ticker:ETH/USD");
        venue.say("nack trades:ETH/USD no-such-market");

        bench.until(() -> bench.subscription("trades", "ETH/USD").state().equals("rejected"));
        assertThat(bench.subscription("trades", SYMBOL).state()).isEqualTo("live");
        assertThat(bench.subscription("ticker", "ETH/USD").state()).isEqualTo("acknowledged");
        assertThat(bench.subscription("ticker", SYMBOL).state()).isEqualTo("requested");
        venue.say("ackmsg 0");
        bench.until(() -> bench.subscription("ticker", SYMBOL).state().equals("acknowledged"));
        assertThat(bench.subscription("trades", "ETH/USD").reason()).isEqualTo("no-such-market");
    }

    @Test
    void whatGoesOverASocketCanBeRecorded() throws IOException {
        var recorder = new Recorder(RecorderConfig.in(folder), Recordings.header(SOURCE), bench.clock);
        var collectors = bench.collect(
                TextExchange.of(SOURCE), config(SYMBOL), bench.live().withTap(recorder));
        bench.until(() -> venue.open() == 1);
        venue.say("trade " + SYMBOL + " 1 100");
        bench.until(() -> bench.journal.records() == 1);
        bench.await(collectors.stop(SOURCE));
        recorder.close();

        var frames = new ArrayList<RecordedFrame>();
        try (var reader = RecordingReader.open(recorder.files().getFirst())) {
            for (var frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(frame);
            }
        }
        assertThat(frames).extracting(RecordedFrame::isIncoming).containsExactly(false, true);
        assertThat(frames.getLast().text()).isEqualTo("trade " + SYMBOL + " 1 100");
        assertThat(frames.getLast().connection()).isEqualTo("text.1");
    }

    private ExchangeConfig config(String... symbols) {
        return CollectorBench.config(venue.address(), 10_000, null, symbols);
    }

    private void sayNext(int number) {
        venue.say("trade " + SYMBOL + " " + number + " 100");
        venue.say("tick " + SYMBOL + " 100 " + number);
    }

    private List<Long> sequences() {
        var ticks = bench.journal.ticks();
        var sequences = new ArrayList<Long>();
        for (int row = 0; row < ticks.size(); row++) {
            sequences.add(ticks.sequence(row));
        }
        return sequences;
    }

    private static List<Long> sequencesTo(int last) {
        var all = new ArrayList<Long>();
        for (long i = 1; i < last; i++) {
            all.add(i);
        }
        return all;
    }

    private static Set<String> idsTo(int last) {
        var all = new HashSet<String>();
        for (int i = 1; i <= last; i++) {
            all.add(Integer.toString(i));
        }
        return all;
    }
}
