package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.TestServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.ApiKeys.NewKey;
import dev.tidemark.access.ApiKeys.Scope;
import dev.tidemark.hot.HotFault;
import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.testkit.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIT {

    private static final HttpConfig EVERYWHERE = new HttpConfig("0.0.0.0", 0, 1 << 20, 1_000, 0, List.of());
    private static final String FEEDS = "{\"feeds\":[]}";

    @ParameterizedTest
    @CsvSource({
        // key, GET /status, POST ingest, POST /stop, DELETE /dlq/1
        "read,   200, 403, 403, 403",
        "ingest, 403, 202, 403, 403",
        "admin,  200, 202, 200, 404",
        "env-in, 403, 202, 403, 403",
        "env-ad, 200, 202, 200, 404",
        "wrong,  401, 401, 401, 401",
        "none,   401, 401, 401, 401",
    })
    void aKeyOpensWhatItsScopeSays(String key, int status, int ingest, int stop, int delete) {
        try (var server = new TestServer(Setup.OPEN.withKeys("ingest-secret", "admin-secret"))) {
            String[] header = header(secret(server, key));

            assertThat(server.get("/status", header).statusCode()).isEqualTo(status);
            assertThat(server.post("/internal/ingest", FEEDS, header).statusCode())
                    .isEqualTo(ingest);
            assertThat(server.post("/stop", "", header).statusCode()).isEqualTo(stop);
            assertThat(server.send("DELETE", "/dlq/1", null, header).statusCode())
                    .isEqualTo(delete);
            assertThat(server.get("/health", header).statusCode()).isEqualTo(200);
        }
    }

    /// Fault 10 of the system that was here before: anybody could begin a backfill.
    @ParameterizedTest
    @CsvSource({"none, 401", "wrong, 401", "read, 403", "ingest, 403", "env-in, 403", "env-ad, 202"})
    void aBackfillIsBegunAndCancelledWithAnAdminKeyAlone(String key, int status) {
        try (var server = new TestServer(Setup.OPEN.withKeys("ingest-secret", "admin-secret"))) {
            String[] header = header(secret(server, key));
            String body = "{\"start_date\":\"2026-03-01\",\"end_date\":\"2026-03-02\"}";

            assertThat(server.post("/backfill/start", body, header).statusCode())
                    .isEqualTo(status);
            assertThat(Await.result(server.backfill.status()).isPresent()).isEqualTo(status == 202);
            assertThat(server.post("/backfill/cancel", "", header).statusCode())
                    .isEqualTo(status == 202 ? 200 : status);
        }
    }

    private static String secret(TestServer server, String key) {
        return switch (key) {
            case "read" -> newKey(server, Scope.READ).secret();
            case "ingest" -> newKey(server, Scope.INGEST).secret();
            case "admin" -> newKey(server, Scope.ADMIN).secret();
            case "env-in" -> "ingest-secret";
            case "env-ad" -> "admin-secret";
            case "wrong" -> "tm_guess_guess";
            default -> "";
        };
    }

    private static NewKey newKey(TestServer server, Scope scope) {
        return await(server.keys.create(scope.name(), Set.of(scope)));
    }

    private static String[] header(String secret) {
        return secret.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + secret};
    }

    @Test
    void aKeyMayComeInItsOwnHeader() {
        try (var server = new TestServer(Setup.OPEN.withKeys(null, "admin-secret"))) {
            assertThat(server.get("/status", "X-API-Key", "admin-secret").statusCode())
                    .isEqualTo(200);
            assertProblem(server.get("/status", "Authorization", "Basic YTpi"), 401);
        }
    }

    @Test
    void aRefusalSaysHowToDoBetter() {
        try (var server = new TestServer(Setup.OPEN.withKeys("ingest-secret", null))) {
            HttpResponse<String> missing = server.get("/status");
            HttpResponse<String> wrong = server.get("/status", "Authorization", "Bearer x");
            HttpResponse<String> scope = server.get("/status", "Authorization", "Bearer ingest-secret");

            assertThat(assertProblem(missing, 401).getString("detail")).contains("Authorization: Bearer");
            assertThat(missing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"tidemark\"");
            assertProblem(wrong, 401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_token");
            assertThat(assertProblem(scope, 403).getString("detail")).contains("read");
            assertThat(scope.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("insufficient_scope");
        }
    }

    @Test
    void onLoopbackWithoutKeysEverythingIsOpenUntilThereIsOne() {
        try (var server = new TestServer()) {
            assertThat(server.get("/status").statusCode()).isEqualTo(200);
            assertThat(server.post("/stop", "").statusCode()).isEqualTo(200);
            assertThat(server.get("/status", "Authorization", "Bearer whatever").statusCode())
                    .isEqualTo(200);

            newKey(server, Scope.READ);
            server.pass(Duration.ofSeconds(6));

            assertProblem(server.get("/status"), 401);
        }
    }

    @Test
    void elsewhereWithoutKeysOnlyHealthAnswers() {
        try (var server = new TestServer(Setup.OPEN.with(EVERYWHERE))) {
            assertThat(assertProblem(server.get("/status"), 401).getString("detail"))
                    .contains("tidemark keys create");
            assertProblem(server.post("/internal/ingest", FEEDS), 401);
            assertProblem(server.get("/openapi.json"), 401);
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whileTheDatabaseIsDownKeysOfTheEnvironmentWork() {
        try (var server = new TestServer(Setup.OPEN.withKeys(null, "admin-secret"))) {
            server.keys.failWith(new HotFault.Unavailable("down", new IllegalStateException()));

            assertThat(server.get("/status", "Authorization", "Bearer admin-secret")
                            .statusCode())
                    .isEqualTo(200);
            assertProblem(server.get("/status", "Authorization", "Bearer tm_p0_stored"), 503);
        }
    }

    @Test
    void whileTheDatabaseIsDownAKeyThatIsKnownWorksAndSoDoesAnOpenServer() {
        try (var server = new TestServer()) {
            assertThat(server.get("/status").statusCode()).isEqualTo(200);
            server.keys.failWith(new HotFault.Unavailable("down", new IllegalStateException()));
            server.pass(Duration.ofSeconds(60));
            assertThat(server.get("/status").statusCode()).isEqualTo(200);
        }
        try (var server = new TestServer(Setup.OPEN.with(EVERYWHERE))) {
            String[] header = header(newKey(server, Scope.READ).secret());
            assertThat(server.get("/status", header).statusCode()).isEqualTo(200);
            server.keys.failWith(new HotFault.Unavailable("down", new IllegalStateException()));
            assertThat(server.get("/status", header).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatHasNeverAnsweredOpensNothing() {
        try (var server = new TestServer()) {
            server.keys.failWith(new HotFault.Unavailable("down", new IllegalStateException()));

            assertProblem(server.get("/status"), 503);
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aKeyIsLookedUpOnceAMinuteAndARevokedOneStops() {
        try (var server = new TestServer(Setup.OPEN.with(EVERYWHERE))) {
            NewKey key = newKey(server, Scope.READ);
            String[] header = header(key.secret());
            for (int i = 0; i < 20; i++) {
                assertThat(server.get("/status", header).statusCode()).isEqualTo(200);
            }
            assertThat(server.keys.verifications()).isEqualTo(1);

            assertThat(await(server.keys.revoke(key.key().prefix()))).isTrue();
            server.pass(Duration.ofSeconds(61));

            assertProblem(server.get("/status", header), 401);
        }
    }

    @Test
    void whoAsksTooOftenWaits() {
        var slow = new HttpConfig("127.0.0.1", 0, 1 << 20, 1_000, 3, List.of());
        try (var server = new TestServer(Setup.OPEN.with(slow).withKeys("ingest-secret", "admin-secret"))) {
            String[] admin = header("admin-secret");
            for (int i = 0; i < 3; i++) {
                assertThat(server.get("/status", admin).statusCode()).isEqualTo(200);
            }

            HttpResponse<String> fourth = server.get("/status", admin);

            assertProblem(fourth, 429);
            assertThat(fourth.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(server.post("/internal/ingest", FEEDS, header("ingest-secret"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            server.pass(Duration.ofMillis(400));
            assertThat(server.get("/status", admin).statusCode()).isEqualTo(200);
            assertProblem(server.get("/status", admin), 429);
        }
    }

    @Test
    void whoGuessesKeysIsSlowedByAddressBeforeTheDatabaseIsAsked() {
        var slow = new HttpConfig("0.0.0.0", 0, 1 << 20, 1_000, 3, List.of());
        try (var server = new TestServer(Setup.OPEN.with(slow))) {
            for (int i = 0; i < 3; i++) {
                assertProblem(server.get("/status", header("guess-" + i)), 401);
            }
            assertProblem(server.get("/status", header("guess-4")), 429);
            assertThat(server.keys.verifications()).isEqualTo(3);
        }
    }

    @Test
    void anOpenServerAnswersOnlyUnderALoopbackName() throws Exception {
        try (var server = new TestServer()) {
            assertThat(RawHttp.get(server.port(), "/status", "evil.example")).startsWith("HTTP/1.1 403");
            assertThat(RawHttp.get(server.port(), "/status", "localhost:" + server.port()))
                    .startsWith("HTTP/1.1 200");
            assertThat(RawHttp.get(server.port(), "/status", "[::1]:1")).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1"})
    void aPageOfAnotherOriginIsRefused(String origin) {
        try (var server = new TestServer()) {
            assertProblem(server.post("/stop", "", "Origin", origin), 403);
            assertThat(server.post("/stop", "", "Origin", "http://127.0.0.1:" + server.port())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAllowedOriginMayReadAndAskFirst() {
        var config = new HttpConfig("127.0.0.1", 0, 1 << 20, 1_000, 0, List.of("https://good.example"));
        try (var server = new TestServer(Setup.OPEN.with(config))) {
            HttpResponse<String> answer = server.get("/status", "Origin", "https://good.example");
            HttpResponse<String> preflight = server.send(
                    "OPTIONS",
                    "/stop",
                    null,
                    "Origin",
                    "https://good.example",
                    "Access-Control-Request-Method",
                    "POST");

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://good.example");
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight
                            .headers()
                            .firstValue("Access-Control-Allow-Methods")
                            .orElse(""))
                    .contains("POST");
            assertProblem(server.get("/status", "Origin", "https://evil.example"), 403);
        }
    }
}
