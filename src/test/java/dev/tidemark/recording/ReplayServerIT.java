package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.exchange.RecordedFrameClock;
import dev.tidemark.testkit.Recordings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayServerIT {

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxMessageSize(8 << 20).setMaxFrameSize(8 << 20));
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void nothingIsPlayedBeforeTheSubscriptionAndTheConnectionIsHeldOpenAfterTheEnd() throws IOException {
        ReplayServer server = serve(ReplayOptions.DEFAULT, "coinbase", 1, frames(2_000));
        WebSocket socket = connect(server, "coinbase", "/any/path?x=1", List.of());
        assertThat(heard).isEmpty();

        say(socket, "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}");

        until(() -> heard.size() == 2_001);
        assertThat(heard.getFirst()).startsWith("{\"type\":\"subscriptions\"").contains("BTC-USD");
        assertThat(heard.subList(1, 2_001)).isEqualTo(frames(2_000));
        assertThat(socket.isClosed()).isFalse();
        assertThat(server.stats()).containsExactly(new ReplayServer.Stats("coinbase", 2_000, false, 1, 1, 2_000));
    }

    @Test
    void aRecordedAcknowledgementIsTheOnlyOne() throws IOException {
        var frames = new ArrayList<>(frames(3));
        frames.add(1, "{\"type\":\"subscriptions\",\"channels\":[]}");
        ReplayServer server = serve(ReplayOptions.DEFAULT, "coinbase", 1, frames);
        WebSocket socket = connect(server, "coinbase", "/", List.of());
        say(socket, "{\"type\":\"subscribe\",\"channels\":[]}");
        until(() -> heard.size() == 4);
        assertThat(heard).isEqualTo(frames);
    }

    @Test
    void aBinanceAddressSubscribesByItself() throws IOException {
        ReplayServer server = serve(ReplayOptions.DEFAULT, "binance", 1, frames(3));
        connect(server, "binance", "/stream?streams=btcusdt@trade", List.of());
        until(() -> heard.size() == 3);
    }

    @Test
    void eachVenuesSubscriptionIsAnsweredInItsWords() throws IOException {
        assertThat(answer("binance", "{\"method\":\"SUBSCRIBE\",\"params\":[\"x@trade\"],\"id\":7}"))
                .isEqualTo("{\"result\":null,\"id\":7}");
        assertThat(answer(
                        "kraken",
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\"]}}"))
                .contains("\"success\":true", "\"symbol\":\"BTC/USD\"", "\"channel\":\"trade\"");
        assertThat(answer("kraken", "{\"method\":\"ping\",\"req_id\":101}"))
                .isEqualTo("{\"method\":\"pong\",\"req_id\":101}");
        assertThat(answer(
                        "kraken-v1",
                        "{\"event\":\"subscribe\",\"pair\":[\"XBT/USD\"],\"subscription\":{\"name\":\"ticker\"}}"))
                .contains("subscriptionStatus", "\"status\":\"subscribed\"", "XBT/USD");
        assertThat(answer(
                        "coinbase-advanced",
                        "{\"type\":\"subscribe\",\"channel\":\"ticker\",\"product_ids\":[\"BTC-USD\"]}"))
                .isEqualTo(
                        "{\"channel\":\"subscriptions\",\"events\":[{\"subscriptions\":{\"ticker\":[\"BTC-USD\"]}}]}");
    }

    @Test
    void whoAsksForRecordedTimesGetsThemBeforeEachMessage() throws IOException {
        ReplayServer server = serve(ReplayOptions.DEFAULT, "text", 10, frames(3));
        WebSocket socket = connect(server, "text", "/", List.of(RecordedFrameClock.SUB_PROTOCOL));
        assertThat(socket.subProtocol()).isEqualTo(RecordedFrameClock.SUB_PROTOCOL);
        say(socket, "{}");
        until(() -> heard.size() == 3);
        assertThat(heard)
                .containsExactly(
                        Recordings.BEGIN_US + " frame 0",
                        Recordings.BEGIN_US + 10 + " frame 1",
                        Recordings.BEGIN_US + 20 + " frame 2");
    }

    @Test
    void aLoopBeginsAgain() throws IOException {
        ReplayServer server = serve(ReplayOptions.DEFAULT.withLoop(true), "text", 1, frames(700));
        WebSocket socket = connect(server, "text", "/", List.of());
        say(socket, "{}");
        until(() -> heard.size() > 3_000);
        for (int i = 0; i < 3_000; i++) {
            assertThat(heard.get(i)).isEqualTo("frame " + i % 700);
        }
    }

    @Test
    void theSpeedIsThatOfTheRecordingTimesItsFactor() throws IOException {
        ReplayServer server = serve(ReplayOptions.DEFAULT.withSpeed(new ReplaySpeed(10)), "text", 100_000, frames(21));
        WebSocket socket = connect(server, "text", "/", List.of());
        long begin = System.nanoTime();
        say(socket, "{}");
        until(() -> heard.size() == 21);
        assertThat(System.nanoTime() - begin).isGreaterThan(195_000_000L);
    }

    @Test
    void aReaderThatPausesIsWaitedFor() throws IOException {
        var large = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            large.add(i + " " + "x".repeat(100_000));
        }
        ReplayServer server = serve(ReplayOptions.DEFAULT, "text", 1, large);
        WebSocket socket = connect(server, "text", "/", List.of());
        socket.pause();
        say(socket, "{}");
        until(() -> server.stats().getFirst().framesSent() > 0);
        vertx.setTimer(200, timer -> socket.resume());
        until(() -> heard.size() == 200);
        assertThat(heard).isEqualTo(large);
    }

    @Test
    void aSecondConnectionBeginsAtTheFirstFrame() throws IOException {
        ReplayServer server = serve(ReplayOptions.DEFAULT, "text", 1, frames(5));
        say(connect(server, "text", "/", List.of()), "{}");
        until(() -> heard.size() == 5);
        say(connect(server, "text", "/", List.of()), "{}");
        until(() -> heard.size() == 10);
        assertThat(heard.subList(5, 10)).isEqualTo(frames(5));
    }

    @Test
    void severalSourcesHavePortsOfTheirOwn() throws IOException {
        Path one = Recordings.of(folder.resolve("one.ndjson"), "kraken", 1, frames(1));
        Path other = Recordings.of(folder.resolve("other.ndjson.gz"), "text", 1, frames(1));
        ReplayServer server = await(ReplayServer.start(vertx, ReplayOptions.DEFAULT, List.of(one, other)));
        assertThat(server.sources()).containsExactlyInAnyOrder("kraken", "text");
        assertThat(server.address("kraken")).isNotEqualTo(server.address("text"));
        assertThatThrownBy(() -> server.address("mars")).hasMessageContaining("mars");
    }

    @Test
    void whatIsNoRecordingIsRefusedAtTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("x.ndjson"), "no recording");
        assertThatThrownBy(() -> await(ReplayServer.start(vertx, ReplayOptions.DEFAULT, List.of(file))))
                .hasMessageContaining("x.ndjson");
    }

    private String answer(String source, String message) throws IOException {
        heard.clear();
        ReplayServer server = serve(ReplayOptions.DEFAULT, source, 1, List.of("frame"));
        WebSocket socket = connect(server, source, "/", List.of());
        say(socket, message);
        until(() -> !heard.isEmpty());
        await(socket.close());
        return heard.getFirst();
    }

    private ReplayServer serve(ReplayOptions options, String source, long stepUs, List<String> frames)
            throws IOException {
        Path file = Files.createTempDirectory(folder, "r").resolve("r.ndjson.gz");
        return await(ReplayServer.start(vertx, options, List.of(Recordings.of(file, source, stepUs, frames))));
    }

    private WebSocket connect(ReplayServer server, String source, String path, List<String> subProtocols) {
        var options = new WebSocketConnectOptions();
        options.setHost("127.0.0.1").setPort(server.address(source).getPort()).setURI(path);
        options.setSubProtocols(subProtocols);
        return await(client.connect(options).onSuccess(socket -> socket.textMessageHandler(heard::add)));
    }

    private void say(WebSocket socket, String text) {
        await(socket.writeTextMessage(text));
    }

    private static List<String> frames(int count) {
        var frames = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            frames.add("frame " + i);
        }
        return frames;
    }

    private void until(BooleanSupplier isMet) {
        Promise<Void> promise = Promise.promise();
        long timer = vertx.setPeriodic(2, each -> {
            if (isMet.getAsBoolean()) {
                promise.tryComplete();
            }
        });
        await(promise.future());
        vertx.cancelTimer(timer);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(15, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("Waited 15 s", late);
        }
    }
}
