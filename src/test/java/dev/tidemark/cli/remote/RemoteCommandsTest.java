package dev.tidemark.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands against a server of a few canned answers: what they ask, and what they make of the answer.
class RemoteCommandsTest {

    private final List<String> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private int status = 200;
    private String type = "application/json";
    private String answer = "{}";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void startAndStopNameTheSource() {
        answer = "{\"status\":\"already started\",\"sources\":[\"kraken\"]}";

        assertThat(run(new StartCommand(), "kraken")).isZero();
        assertThat(run(new StopCommand())).isZero();
        assertThat(asked).containsExactly("POST /start {\"source\":\"kraken\"}", "POST /stop {}");
        assertThat(out.toString()).startsWith("already started: kraken\n");
    }

    @Test
    void theKeyTravelsAsABearer() {
        answer = "{\"gaps\":[]}";

        assertThat(run(new GapsCommand(), "--key", "tm_abc")).isZero();
        assertThat(asked).containsExactly("GET /gaps?limit=100 Bearer tm_abc");
        assertThat(out.toString()).isEqualTo("No gaps.\n");
    }

    @Test
    void aProblemIsSaidInOneSentence() {
        status = 400;
        type = "application/problem+json";
        answer = "{\"title\":\"Bad request\",\"detail\":\"Expected one of coinbase, kraken, was 'krakn'\"}";

        assertThat(run(new StartCommand(), "krakn")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("Expected one of coinbase, kraken, was 'krakn'\n");
    }

    @Test
    void anAnswerGoesIntoAFileAndAProblemLeavesNone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.csv");
        answer = "point_name,timestamp,value\n";

        assertThat(run(
                        new QueryCommand(),
                        "--site",
                        "north",
                        "--point",
                        "a,b",
                        "--from",
                        "2026-01-01",
                        "-o",
                        file.toString()))
                .isZero();
        assertThat(file).hasContent(answer);
        assertThat(asked)
                .containsExactly("GET /timeseries/query.csv?site_name=north&point_names=a%2Cb&point_names=a%2Cb"
                        + "&start_time=2026-01-01");
        status = 404;
        type = "application/problem+json";
        answer = "{\"title\":\"x\",\"detail\":\"Expected a known site, was 'north'\"}";
        assertThat(run(new QueryCommand(), "--site", "north", "-o", file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("Expected a known site, was 'north'\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void aBackfillIsBegunShownAndCancelled() {
        answer = """
                {"status":"failed","backfill_id":7,"days_completed":364,"days_total":365,"progress_percent":99.7,
                "records_processed":12,"records_per_second":3.0,"estimated_completion":null,"message":"364 of 365."}""";

        assertThat(run(new BackfillCommand(), "start", "2026-01-01", "2026-12-31", "--site", "a,b", "--no-wait"))
                .isZero();
        assertThat(run(new BackfillCommand(), "start", "2026-01-01", "2026-12-31"))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("99 % 364/365 days, 12 samples, 3/s\n")
                .contains("ended as failed");
        assertThat(run(new BackfillCommand(), "status")).isZero();
        assertThat(run(new BackfillCommand(), "cancel")).isZero();
        assertThat(run(new BackfillCommand(), "start", "2026-13-01", "2026-12-31"))
                .isEqualTo(2);
        assertThat(asked)
                .containsExactly(
                        "POST /backfill/start {\"start_date\":\"2026-01-01\",\"end_date\":\"2026-12-31\","
                                + "\"sites\":[\"a\",\"b\"]}",
                        "POST /backfill/start {\"start_date\":\"2026-01-01\",\"end_date\":\"2026-12-31\"}",
                        "GET /backfill/status",
                        "GET /backfill/status",
                        "POST /backfill/cancel {}");
    }

    @Test
    void aServerThatIsNotThereIsSaidInOneSentence() {
        server.stop(0);

        assertThat(run(new StatusCommand())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("nothing answers at http://127.0.0.1:")
                .contains("./tidemark up");
    }

    @Test
    void somethingElseThanTidemarkIsNoticed() {
        type = "text/html";
        answer = "<html>";

        assertThat(run(new StatusCommand())).isEqualTo(1);
        assertThat(err.toString()).contains("is a Tidemark behind it?");
    }

    @Test
    void deadLettersAreReplayedByIdOrAllOfThem() {
        answer = "{\"replayed\":2,\"missing\":[],\"remaining\":5}";

        assertThat(run(new DeadLettersCommand(), "replay", "3", "4")).isZero();
        assertThat(run(new DeadLettersCommand(), "replay", "--all")).isZero();
        assertThat(run(new DeadLettersCommand(), "replay")).isEqualTo(2);
        assertThat(asked).containsExactly("POST /dlq/replay {\"ids\":[3,4]}", "POST /dlq/replay {\"all\":true}");
        assertThat(out.toString()).startsWith("2 tried again, 5 dead letters left\n");
    }

    @Test
    void deadLettersAreListedWithTheirReason() {
        answer = """
                {"dead_letters":[{"id":7,"at":"2026-01-01T00:00:00Z","dataset":"ticks","reason":"too big","code":"22003",
                "tries":3,"record":{"source":"kraken","symbol":"BTC/USD"}}],"next":7}""";

        assertThat(run(new DeadLettersCommand(), "list", "--limit", "1")).isZero();
        assertThat(out.toString()).contains("kraken  BTC/USD  22003  too big").contains("--before 7");
        assertThat(run(new DeadLettersCommand(), "delete", "7")).isZero();
        assertThat(asked).containsExactly("GET /dlq?limit=1", "DELETE /dlq/7");
    }

    @Test
    void aNewKeyIsShownOnce() {
        answer = "{\"secret\":\"tm_ab12_s3cret\",\"prefix\":\"ab12\",\"name\":\"grafana\"}";

        assertThat(run(new KeysCommand(), "create", "grafana", "--scopes", "read,ingest"))
                .isZero();
        assertThat(asked).containsExactly("POST /keys {\"name\":\"grafana\",\"scopes\":[\"read\",\"ingest\"]}");
        assertThat(out.toString()).startsWith("tm_ab12_s3cret\n").contains("keys revoke ab12");
    }

    @Test
    void keysAreListedAndRevoked() {
        answer = """
                {"keys":[{"prefix":"ab12","name":"grafana","scopes":["read","ingest"],"created":"2026-01-01T00:00:00Z",
                "revoked":null,"last_used":null}]}""";

        assertThat(run(new KeysCommand(), "list")).isZero();
        assertThat(out.toString()).contains("ab12    grafana  read, ingest  2026-01-01T00:00:00Z  -        -\n");
        assertThat(run(new KeysCommand(), "revoke", "ab12")).isZero();
        assertThat(asked).containsExactly("GET /keys", "DELETE /keys/ab12");
    }

    @Test
    void aServerThatIsDownFailsTheHealthCheck() {
        status = 503;
        answer = "{\"status\":\"down\"}";

        assertThat(new Server(java.net.URI.create(url()), null)
                        .health("/health")
                        .status())
                .isEqualTo(503);
    }

    @Test
    void theHealthCheckCountsRows() {
        answer = """
                {"status":"healthy","journal":{"depth":3},"config":{"http.port":8080},
                "rows_by_source":[{"dataset":"ticks","source":"kraken","rows":18}],
                "rows_24h_by_symbol":[{"dataset":"trades","source":"kraken","symbol":"BTC/USD","rows":7}]}""";

        assertThat(run(new HealthCheckCommand())).isZero();
        assertThat(asked).containsExactly("GET /health", "GET /status", "GET /status/rows");
        assertThat(out.toString())
                .contains("healthy", "depth")
                .contains("ticks    kraken  18")
                .contains("trades   kraken  BTC/USD  7");
    }

    @Test
    void withJsonTheAnswerIsPrintedAsItIs() {
        answer = "{\"connected\":true,\"config\":{\"http.port\":8080}}";

        assertThat(run(new StatusCommand(), "--json")).isZero();
        assertThat(new JsonObject(out.toString())).isEqualTo(new JsonObject(answer));
    }

    private int run(Object command, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--url");
        all.add(url());
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((exception, line, parsed) -> {
                    line.getErr().println(exception.getMessage());
                    return 1;
                })
                .execute(all.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body
                            + (key == null ? "" : key))
                    .strip());
            exchange.getResponseHeaders().set("Content-Type", type);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
