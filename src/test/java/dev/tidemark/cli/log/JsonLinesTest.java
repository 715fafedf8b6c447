package dev.tidemark.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {

    private static final Instant AT = Instant.parse("2026-11-23T12:00:00.123456Z");

    @Test
    void anEventIsOneLineWithItsPairs() {
        var json = line("w1", null, new KeyValuePair("rows", 12L), new KeyValuePair("source", "a \"b\"\n"));

        assertThat(json.getString("level")).isEqualTo("info");
        assertThat(json.getString("timestamp")).isEqualTo(AT.toString());
        assertThat(json.getString("worker_id")).isEqualTo("w1");
        assertThat(json.getString("message")).isEqualTo("wrote 12");
        assertThat(json.getJsonObject("data").getLong("rows")).isEqualTo(12);
        assertThat(json.getJsonObject("data").getString("source")).isEqualTo("a \"b\"\n");
    }

    @Test
    void aStackTraceStaysOnTheLine() {
        var json = line(null, new IllegalStateException("broken"));

        assertThat(json.containsKey("worker_id")).isFalse();
        assertThat(json.getJsonObject("data").getString("error"))
                .contains("IllegalStateException: broken")
                .contains("\tat ");
    }

    private static JsonObject line(@Nullable String workerId, @Nullable Throwable failure, KeyValuePair... pairs) {
        // The one that SLF4J has made: a context of one's own has no MDC.
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var event = new LoggingEvent(
                JsonLinesTest.class.getName(),
                context.getLogger("a.b.C"),
                Level.INFO,
                "wrote {}",
                failure,
                new Object[] {12});
        event.setInstant(AT);
        event.setKeyValuePairs(List.of(pairs));
        String line = new String(new JsonLines(workerId).encode(event), StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").doesNotContain("\n\n");
        assertThat(line.strip()).doesNotContain("\n");
        return new JsonObject(line);
    }
}
