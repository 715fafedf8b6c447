package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/// What every problem must look like.
final class ProblemAssert {

    private ProblemAssert() {}

    /// Checks that an answer is a complete problem with this status, and returns it.
    static JsonObject assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject problem = TestServer.json(response);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).startsWith("urn:tidemark:problem:");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("instance")).isEqualTo(response.uri().getRawPath());
        assertThat(problem.getString("requestId"))
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElse("none"));
        assertThat(response.body()).doesNotContain("Exception", "\tat ", "SELECT");
        return problem;
    }

    /// The first entry of `errors`.
    static JsonObject firstError(JsonObject problem) {
        return problem.getJsonArray("errors").getJsonObject(0);
    }
}
