package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.ProblemAssert.firstError;
import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.DeadLetter;
import dev.tidemark.hot.HotFault;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.telemetry.Metrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperateIT {

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void startAndStopAreIdempotentAndSayWhatTheyDid() {
        String both = "\"sources\":[\"coinbase\",\"kraken\"]}";

        assertThat(server.post("/start", "").body()).isEqualTo("{\"status\":\"started\"," + both);
        assertThat(server.post("/start", "{}").body()).isEqualTo("{\"status\":\"already started\"," + both);
        assertThat(server.post("/stop", "{\"source\":\"kraken\"}").body())
                .isEqualTo("{\"status\":\"stopped\",\"sources\":[\"kraken\"]}");
        assertThat(server.post("/stop?source=kraken", "").body())
                .isEqualTo("{\"status\":\"already stopped\",\"sources\":[\"kraken\"]}");
        assertThat(server.post("/stop", "").body()).isEqualTo("{\"status\":\"stopped\"," + both);
    }

    @Test
    void anUnknownSourceIsRefused() {
        JsonObject inBody = assertProblem(server.post("/start", "{\"source\":\"mars\"}"), 400);
        JsonObject inQuery = assertProblem(server.post("/stop?source=mars", ""), 400);

        assertThat(firstError(inBody).getString("pointer")).isEqualTo("#/source");
        assertThat(firstError(inQuery).getString("parameter")).isEqualTo("source");
        assertThat(inBody.getString("detail")).contains("coinbase, kraken");
        assertProblem(server.post("/start", "[1]"), 400);
        assertProblem(server.post("/start", "{\"source\":7}"), 400);
        assertProblem(server.post("/start", "nonsense"), 400);
    }

    @Test
    void theStatusSaysHowThingsStand() {
        server.post("/start", "");
        server.collectors.receive("coinbase", 40);
        server.refreshStore();

        JsonObject status = json(server.get("/status"));

        assertThat(status.getString("status")).isEqualTo("healthy");
        assertThat(status.getString("summary")).startsWith("2 of 2 sources live");
        assertThat(status.getBoolean("connected")).isTrue();
        assertThat(status.getInteger("batch_size")).isEqualTo(100);
        assertThat(status.getJsonObject("config").getString("password")).isEqualTo("***");
        assertThat(status.getJsonObject("instance").getInteger("uptime_s")).isEqualTo(60);
        JsonObject coinbase = status.getJsonArray("collectors").getJsonObject(0);
        assertThat(coinbase.getLong("messages")).isEqualTo(40);
        JsonObject subscription = coinbase.getJsonArray("connections")
                .getJsonObject(0)
                .getJsonArray("subscriptions")
                .getJsonObject(0);
        assertThat(subscription.getString("state")).isEqualTo("live");
        assertThat(subscription.getDouble("last_data_age_s")).isPositive();
        assertThat(status.getJsonObject("journal").getInteger("delivered")).isEqualTo(8);
        assertThat(status.getJsonObject("writer").getDouble("rows_per_second")).isEqualTo(2.5);
        assertThat(status.getInteger("dead_letters")).isZero();
        assertThat(status.getJsonObject("hot").getJsonArray("tables")).hasSize(4);
        assertThat(status.getJsonObject("database").getString("state")).isEqualTo("up");
    }

    @Test
    void whatIsWrongIsInTheStatusAndDegradesHealth() {
        server.post("/start", "");
        server.collectors.subscription("kraken", "silent");
        server.journal.bytes(900);
        server.deadLetters.add(new DeadLetter(1, TestServer.NOW, "why", "22000", 3, Rows.ticks("a", "B", 1)));
        server.refreshStore();
        server.failWith(new HotFault.Unavailable("connection refused", new IllegalStateException()));
        server.deadLetters.failWith(new HotFault.Unavailable("connection refused", new IllegalStateException()));
        server.refreshStore();

        JsonObject status = json(server.get("/status"));
        HttpResponse<String> health = server.get("/health");

        assertThat(status.getString("status")).isEqualTo("degraded");
        assertThat(status.getJsonArray("reasons").encode())
                .contains(
                        "connection refused",
                        "1 dead letter waits",
                        "90 % full",
                        "kraken has 1 silent: ticker BTC/USD");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(json(health).getString("status")).isEqualTo("degraded");
    }

    @Test
    void aJournalThatTakesNothingIsDown() {
        server.journal.failWith(new JournalFault.Stopped("no space"));

        HttpResponse<String> health = server.get("/health");

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(json(health).getString("status")).isEqualTo("down");
    }

    @Test
    void healthIsKeptForASecond() {
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        server.journal.failWith(new JournalFault.Stopped("no space"));
        assertThat(server.get("/health").statusCode()).isEqualTo(200);

        server.pass(Duration.ofSeconds(2));

        assertThat(server.get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void readySaysWhatIsMissing() {
        server.missing.add("collectors: not started");
        HttpResponse<String> before = server.get("/health/ready");
        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(json(before).getJsonArray("missing"))
                .isEqualTo(new JsonArray().add("collectors: not started").add("database: not reached yet"));

        server.missing.clear();
        server.refreshStore();

        assertThat(server.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"missing\":[]}");
    }

    @Test
    void anEventLoopThatDoesNotTurnIsNotLive() {
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        server.pass(Duration.ofSeconds(6));
        assertThat(server.get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsAreInPrometheusText() {
        server.post("/start", "");
        server.post("/internal/ingest", "{}");
        server.collectors.receive("coinbase", 40);
        server.refreshStore();

        HttpResponse<String> answer = server.get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Metrics.CONTENT_TYPE);
        assertThat(answer.body())
                .contains("tidemark_messages_received_total{source=\"coinbase\"} 40.0")
                .contains("tidemark_connection_up{source=\"kraken\"} 1.0")
                .contains("tidemark_rows_written_total{table=\"ticks\"} 4.0")
                .contains("tidemark_queue_depth{stage=\"journal\"} 3.0")
                .contains("tidemark_dlq_rows 0.0")
                .contains("tidemark_ingest_requests_refused_total 1.0")
                .contains("tidemark_build_info{")
                .contains("vertx_http_server_requests_total{");
    }
}
