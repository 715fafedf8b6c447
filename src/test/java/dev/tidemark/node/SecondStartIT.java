package dev.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Eventually;
import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.TidemarkProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `up` twice by mistake, with everything embedded.
class SecondStartIT {

    private static final String FEED =
            "{\"feeds\":[{\"symbol\":\"A\",\"price\":1,\"timestamp\":1700000000,\"source\":\"s\"}]}";

    @TempDir
    private Path directory;

    @Test
    void aSecondProcessOnTheSameDataGivesUpAndDoesTheFirstNoHarm() throws IOException {
        int database = TidemarkProcess.freePort();
        int port = TidemarkProcess.freePort();
        try (var first = up(port, database)) {
            first.awaitLine("http://");
            var http = new Http(port);
            Eventually.holds(() -> isDatabaseUp(http));

            try (var second = up(TidemarkProcess.freePort(), database)) {
                second.awaitLine("held by another process");
                assertThat(second.awaitExit()).isEqualTo(1);
            }

            assertThat(http.post("/internal/ingest", FEED).statusCode()).isEqualTo(202);
            Eventually.holds(() -> isDatabaseUp(http) && http.writer("ticks").getLong("received") == 1);
        }
    }

    private static boolean isDatabaseUp(Http http) {
        return http.status().getJsonObject("database").getString("state").equals("up");
    }

    private TidemarkProcess up(int port, int database) {
        return TidemarkProcess.start(
                directory,
                Map.of(
                        "TIDEMARK_POSTGRES_EMBEDDED_PORT", String.valueOf(database),
                        "TIDEMARK_EXCHANGES_BINANCE_ENABLED", "false",
                        "TIDEMARK_EXCHANGES_COINBASE_ENABLED", "false",
                        "TIDEMARK_EXCHANGES_KRAKEN_ENABLED", "false"),
                List.of("up", "--data", directory.resolve("data").toString(), "--port", String.valueOf(port)));
    }
}
