package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.ProblemAssert.firstError;
import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.TestServer.Setup;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysIT {

    private static final String[] ADMIN = bearer("admin-secret");

    private final TestServer server = new TestServer(Setup.OPEN.withKeys(null, "admin-secret"));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aKeyIsMadeUsedAndRevokedAtOnce() {
        JsonObject made = create(server, "read", ADMIN);
        String[] key = bearer(made.getString("secret"));
        assertThat(server.get("/status", key).statusCode()).isEqualTo(200);
        assertProblem(server.post("/internal/ingest", "{\"feeds\":[]}", key), 403);
        assertProblem(server.get("/keys", key), 403);

        HttpResponse<String> revoked = revoke(made.getString("prefix"));

        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(revoked.body()).isEmpty();
        assertProblem(server.get("/status", key), 401);
        assertThat(server.get("/status", ADMIN).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewKeyIsAnsweredWithItsSecretAndWithNothingThatKeepsIt() {
        HttpResponse<String> answer =
                server.post("/keys", "{\"name\":\" night feed \",\"scopes\":[\"ingest\",\"read\",\"read\"]}", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonObject made = json(answer);
        assertThat(made.getString("secret")).startsWith("tm_" + made.getString("prefix") + "_");
        assertThat(made.getString("name")).isEqualTo("night feed");
        assertThat(made.getJsonArray("scopes"))
                .isEqualTo(new JsonArray().add("read").add("ingest"));
        assertThat(made.getString("created")).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void keysAreListedWithoutTheirSecretsAndStayOnceRevoked() {
        JsonObject first = create(server, "read", ADMIN);
        JsonObject second = create(server, "admin", ADMIN);
        assertThat(revoke(first.getString("prefix")).statusCode()).isEqualTo(204);

        JsonArray keys = json(server.get("/keys", ADMIN)).getJsonArray("keys");

        first.remove("secret");
        second.remove("secret");
        assertThat(keys)
                .isEqualTo(new JsonArray()
                        .add(first.put("revoked", "2026-11-23T12:00:00Z"))
                        .add(second));
    }

    @Test
    void revokingTwiceDoesNoHarm() {
        String prefix = create(server, "read", ADMIN).getString("prefix");

        assertThat(revoke(prefix).statusCode()).isEqualTo(204);
        assertThat(revoke(prefix).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p9", "%00", "tm_p0_read-secret", "a%20b", "env-admin"})
    void whatIsNoPrefixIsNotFound(String prefix) {
        create(server, "read", ADMIN);

        JsonObject problem = assertProblem(revoke(prefix), 404);

        assertThat(problem.getString("detail")).isEqualTo("Expected the prefix of a key, as in /keys, was none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; #",
                "[]; #",
                "null; #",
                "{\"scopes\":[\"read\"]}; #/name",
                "{\"name\":7,\"scopes\":[\"read\"]}; #/name",
                "{\"name\":\" \",\"scopes\":[\"read\"]}; #/name",
                "{\"name\":\"a\\u0000b\",\"scopes\":[\"read\"]}; #/name",
                "{\"name\":\"a\\ud800b\",\"scopes\":[\"read\"]}; #/name",
                "{\"name\":\"a\"}; #/scopes",
                "{\"name\":\"a\",\"scopes\":\"read\"}; #/scopes",
                "{\"name\":\"a\",\"scopes\":[]}; #/scopes",
                "{\"name\":\"a\",\"scopes\":[\"read\",\"write\"]}; #/scopes/1",
                "{\"name\":\"a\",\"scopes\":[\"READ\"]}; #/scopes/0",
                "{\"name\":\"a\",\"scopes\":[null]}; #/scopes/0",
            })
    void aBadRequestNamesItsField(String body, String pointer) {
        JsonObject problem = assertProblem(server.post("/keys", body, ADMIN), 400);

        assertThat(firstError(problem).getString("pointer")).isEqualTo(pointer);
        assertThat(firstError(problem).getString("detail")).startsWith("Expected ");
        assertThat(json(server.get("/keys", ADMIN)).getJsonArray("keys")).isEmpty();
    }

    @Test
    void aNameHasABound() {
        String most = "{\"name\":\"" + "n".repeat(100) + "\",\"scopes\":[\"read\"]}";

        assertThat(server.post("/keys", most, ADMIN).statusCode()).isEqualTo(201);
        assertProblem(server.post("/keys", most.replace("nn\"", "nnn\""), ADMIN), 400);
    }

    @Test
    void theFirstKeyEndsTheOpenModeAtOnce() {
        try (var open = new TestServer()) {
            assertThat(open.get("/status").statusCode()).isEqualTo(200);

            JsonObject made = create(open, "admin");

            assertProblem(open.get("/status"), 401);
            assertProblem(open.get("/keys"), 401);
            assertThat(open.get("/keys", bearer(made.getString("secret"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theFirstKeyMustBeAbleToManageKeys() {
        try (var open = new TestServer()) {
            JsonObject problem = assertProblem(open.post("/keys", "{\"name\":\"chart\",\"scopes\":[\"read\"]}"), 400);

            assertThat(firstError(problem).getString("detail")).startsWith("Expected admin among the scopes");
            assertThat(open.get("/keys").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> revoke(String prefix) {
        return server.send("DELETE", "/keys/" + prefix, null, ADMIN);
    }

    private static JsonObject create(TestServer at, String scope, String... headers) {
        String body = new JsonObject()
                .put("name", scope)
                .put("scopes", new JsonArray().add(scope))
                .encode();
        HttpResponse<String> answer = at.post("/keys", body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private static String[] bearer(String secret) {
        return new String[] {"Authorization", "Bearer " + secret};
    }
}
