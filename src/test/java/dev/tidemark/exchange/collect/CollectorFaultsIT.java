package dev.tidemark.exchange.collect;

import static dev.tidemark.exchange.collect.CollectorBench.SOURCE;
import static dev.tidemark.exchange.collect.CollectorBench.SYMBOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.market.FeedMark;
import dev.tidemark.recording.ReplayFault;
import dev.tidemark.recording.ReplayOptions;
import dev.tidemark.recording.ReplayServer;
import dev.tidemark.recording.ReplaySpeed;
import dev.tidemark.testkit.Recordings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a venue and a network can do to a collector. Each must be seen in the figures, and none may harm more than
/// itself.
final class CollectorFaultsIT {

    @TempDir
    Path folder;

    private CollectorBench bench;

    @BeforeEach
    void open() {
        bench = new CollectorBench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aSocketThatIsCutIsOpenedAgainAndEveryTradeLands() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(200));
        server.tell(SOURCE, new ReplayFault.Cut(50));

        bench.collect(bench.live());

        bench.until(() -> bench.tradeIds().size() == 200);
        bench.until(() -> bench.stats().counters().reconnects() == 1);
        assertThat(bench.stats().lastError()).contains("closed by the venue");
    }

    @Test
    void whatARecordingDeliversAgainAfterACutLandsOnce() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.ticks(200));
        server.tell(SOURCE, new ReplayFault.Cut(50));

        bench.collect(bench.recorded());

        bench.until(() -> bench.stats().counters().frames() > 200 && bench.journal.records() == 200);
        var ticks = bench.journal.ticks();
        for (int row = 0; row < 200; row++) {
            assertThat(ticks.price(row)).isEqualTo(row + 1);
        }
        bench.until(() -> bench.stats().counters().duplicates() > 0);
        assertThat(bench.stats().counters().ticks()).isEqualTo(200);
    }

    @Test
    void aHalfOpenSocketIsGivenUp() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(100));
        server.tell(SOURCE, new ReplayFault.HalfOpen(10));

        bench.collect(bench.live().withTiming(CollectorBench.timing(60, 250)));

        bench.until(() -> bench.tradeIds().size() == 100);
        assertThat(bench.stats().lastError()).isEqualTo("no frames for 250 ms");
    }

    @Test
    void aStalledVenueThatAnswersPingsIsNotTakenForHalfOpen() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(100));
        server.tell(SOURCE, new ReplayFault.Stall(10));

        bench.collect(bench.live().withTiming(CollectorBench.timing(60, 1_000)));

        bench.until(() -> bench.stats().counters().frames() == 10);
        long begin = bench.stats().connections().getFirst().sinceUs();
        bench.until(() -> bench.stats().connections().getFirst().lastFrameUs() > begin + 1_500_000);
        assertThat(bench.stats().counters().reconnects()).isZero();
    }

    @Test
    void heartbeatsDoNotHideThatAllIsSilent() throws IOException {
        ReplayServer server = bench.serve(
                ReplayOptions.DEFAULT.withHeartbeatInterval(Duration.ofMillis(10)), CollectorBench.trades(100));
        server.tell(SOURCE, new ReplayFault.Silence(10));

        bench.collect(bench.live(), config -> silentAfter(bench.servedAt(), 200));

        bench.until(() -> bench.tradeIds().size() == 100);
        assertThat(bench.stats().lastError()).startsWith("no data on any subscription for 200 ms");
        bench.until(() -> bench.stats().counters().frames() > 115);
    }

    @Test
    void oneSilentSubscriptionIsSeenAndTheOthersLiveOn() throws IOException {
        bench.serve(ReplayOptions.DEFAULT.withSpeed(ReplaySpeed.AS_RECORDED), CollectorBench.trades(400));

        bench.collect(bench.live(), config -> silentAfter(bench.servedAt(), 100));

        bench.until(() -> bench.subscription("ticker", SYMBOL).state().equals("silent"));
        assertThat(bench.stats().state()).isEqualTo("degraded");
        assertThat(bench.subscription("trades", SYMBOL).state()).isEqualTo("live");
        bench.until(() -> bench.tradeIds().size() == 400);
        assertThat(bench.stats().counters().reconnects()).isZero();
    }

    @Test
    void aRejectedSubscriptionIsShownWithItsReason() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(10));
        server.tell(SOURCE, new ReplayFault.RejectSubscription("ticker:" + SYMBOL, "Currency pair not supported"));

        bench.collect(bench.live());

        bench.until(() -> bench.subscription("ticker", SYMBOL).state().equals("rejected"));
        assertThat(bench.subscription("ticker", SYMBOL).reason()).isEqualTo("Currency pair not supported");
        assertThat(bench.subscription("trades", SYMBOL).state()).isEqualTo("requested");
        assertThat(bench.stats().refused()).containsEntry("subscription", 1L);
    }

    @Test
    void garbageIsCountedAndTheRestLands() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(100));
        server.tell(SOURCE, new ReplayFault.Garbage(50, 64));

        bench.collect(bench.live());

        bench.until(() -> bench.tradeIds().size() == 100);
        bench.until(() -> bench.stats().counters().frames() == 164);
        assertThat(bench.stats().counters().malformed()).isGreaterThan(40);
        assertThat(bench.stats().counters().reconnects()).isZero();
    }

    @Test
    void aHundredThousandUnknownMessagesAreCountedWithinABound() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(100));
        server.tell(SOURCE, new ReplayFault.UnknownMessages(50, 100_000));

        bench.collect(bench.live());

        bench.until(() -> bench.stats().counters().frames() == 100_100);
        bench.until(() -> bench.tradeIds().size() == 100);
        assertThat(bench.stats().unknown()).hasSize(101).containsKey("other");
        assertThat(bench.stats().unknown().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(100_000);
    }

    @Test
    void aClockThatIsBehindTheVenueIsSeen() throws IOException {
        var frames = new ArrayList<String>();
        long timeUs = Recordings.BEGIN_US;
        for (int i = 0; i < 50; i++, timeUs += 2_000) {
            frames.add("tick " + SYMBOL + " 100 " + i + " " + timeUs);
        }
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, frames);
        server.tell(SOURCE, new ReplayFault.ClockOffset(Duration.ofMillis(-1_300)));

        bench.collect(bench.recorded());

        bench.until(() -> bench.journal.records() == 50);
        bench.until(() -> bench.stats().counters().ticks() == 50);
        assertThat(bench.stats().connections().getFirst().clockSkewMs()).isEqualTo(1_300);
    }

    @Test
    void lostFramesAreCountedAndMarked() throws IOException {
        bench.serve(
                ReplayOptions.DEFAULT,
                List.of(
                        "#0 ack trades:" + SYMBOL,
                        "#1 trade " + SYMBOL + " 1 100",
                        "#5 trade " + SYMBOL + " 2 100",
                        "#6 trade " + SYMBOL + " 3 100"));

        bench.collect(bench.live());

        bench.until(() -> bench.journal.records() == 3);
        bench.until(() -> bench.stats().counters().lostFrames() == 3);
        assertThat(bench.journal.marks()).singleElement().isInstanceOfSatisfying(FeedMark.LostFrames.class, lost -> {
            assertThat(lost.from()).isEqualTo(2);
            assertThat(lost.to()).isEqualTo(4);
            assertThat(lost.series().symbol()).isEqualTo("*");
        });
    }

    @Test
    void onlyHeartbeatsThatTellOfMissingTradesAreJournaled() throws IOException {
        bench.serve(
                ReplayOptions.DEFAULT,
                List.of(
                        "trade " + SYMBOL + " 9 100",
                        "trade " + SYMBOL + " 10 100",
                        "last " + SYMBOL + " 10",
                        "last " + SYMBOL + " 12",
                        "last " + SYMBOL + " 12",
                        "trade " + SYMBOL + " 13 100"));

        bench.collect(bench.live());

        bench.until(() -> bench.journal.records() == 3);
        assertThat(bench.journal.marks())
                .singleElement()
                .isInstanceOfSatisfying(
                        FeedMark.LastTrade.class,
                        last -> assertThat(last.tradeId()).isEqualTo(12));
    }

    @Test
    void sixteenMebibytesAreReadAndSeventeenAreRefusedWithoutHarm() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(20));
        server.tell(SOURCE, new ReplayFault.Say(5, "skip " + "x".repeat((16 << 20) - 5)));
        server.tell(SOURCE, new ReplayFault.Say(6, "skip " + "x".repeat((17 << 20) - 5)));

        bench.collect(bench.live());

        bench.until(() -> bench.tradeIds().size() == 20);
        bench.until(() -> bench.stats().counters().trades() == 20);
        assertThat(bench.stats().passedOver()).containsEntry("x", 1L);
        assertThat(bench.stats().counters().malformed()).isEqualTo(1);
        assertThat(bench.stats().lastError()).contains("more than 16 MiB");
        assertThat(bench.stats().counters().reconnects()).isZero();
    }

    @Test
    void retryAfterIsHonoured() throws IOException {
        ReplayServer server = bench.serve(ReplayOptions.DEFAULT, CollectorBench.trades(5));
        server.tell(SOURCE, new ReplayFault.RefuseUpgrade(429, "1"));
        long begin = System.nanoTime();

        bench.collect(bench.live());

        bench.until(() -> bench.stats().state().equals("waiting"));
        assertThat(bench.stats().lastError()).contains("429");
        bench.until(() -> bench.tradeIds().size() == 5);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void aVenueThatIsNotThereIsTriedAgainUntilItIs() throws IOException {
        bench.collect(bench.live());

        bench.until(() -> bench.stats().lastError() != null);
        assertThat(bench.stats().state()).isIn("waiting", "connecting");
        assertThat(bench.stats().lastError()).contains("refused");
    }

    private static ExchangeConfig silentAfter(URI url, long ms) {
        return CollectorBench.config(url, 10_000, Duration.ofMillis(ms), SYMBOL);
    }
}
