package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.testkit.Recordings;
import dev.tidemark.testkit.TextExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingScanTest {

    @TempDir
    Path folder;

    @Test
    void aScanTellsWhatARecordingHolds() throws IOException {
        Path file = Recordings.of(
                folder.resolve("a.ndjson.gz"),
                "text",
                1,
                List.of(
                        "ack trades:BTC/USD",
                        "trade BTC/USD 1 100",
                        "tick ETH/USD 5",
                        "trade BTC/USD 2 100",
                        "beat",
                        "skip depth",
                        "what is this"));

        RecordingScan scan = RecordingScan.of(file, TextExchange.of("text"));

        assertThat(scan.frames()).isEqualTo(7);
        assertThat(scan.records())
                .containsEntry(new Subscription(Channel.TRADES, "BTC/USD"), 2L)
                .containsEntry(new Subscription(Channel.TICKER, "ETH/USD"), 1L)
                .hasSize(2);
        assertThat(scan.symbols()).containsExactly("BTC/USD", "ETH/USD");
        assertThat(scan.channels()).containsExactlyInAnyOrder(Channel.TRADES, Channel.TICKER);
        assertThat(scan.passedOver()).isEqualTo(1);
        assertThat(scan.notUnderstood()).isEqualTo(1);
        assertThat(scan.isTorn()).isFalse();
    }
}
