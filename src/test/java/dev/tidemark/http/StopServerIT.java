package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopServerIT {

    private static final String FEED =
            "{\"feeds\":[{\"symbol\":\"A\",\"price\":1,\"timestamp\":1700000000,\"source\":\"s\"}]}";

    @Test
    void whatIsBeingTakenIsStillAnswered() throws Exception {
        try (var server = new TestServer()) {
            Promise<Void> durable = Promise.promise();
            server.journal.holdUntil(durable.future());
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() -> server.post("/internal/ingest", FEED));
            Eventually.holds(() -> server.journal.rows() == 1);

            Future<Void> stopped = server.stop();
            durable.complete();

            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
            TestServer.await(stopped);
        }
    }

    @Test
    @Timeout(5)
    void anIdleConnectionDoesNotHoldItUp() throws IOException {
        try (var server = new TestServer();
                var idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThat(server.get("/health").statusCode()).isEqualTo(200);

            TestServer.await(server.stop());

            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }
}
