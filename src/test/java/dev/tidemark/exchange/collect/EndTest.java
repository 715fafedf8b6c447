package dev.tidemark.exchange.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class EndTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void retryAfterMayBeSecondsOrADate() {
        assertThat(End.wait(503, "30", NOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(End.wait(429, "Thu, 01 Jan 2026 00:02:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(End.wait(429, "Wed, 31 Dec 2025 00:00:00 GMT", NOW)).isZero();
        assertThat(End.wait(429, "999999999", NOW)).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void withoutAReadableOneTheStatusDecides() {
        assertThat(End.wait(429, null, NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(End.wait(418, "soon", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(End.wait(502, "99999999999999999999", NOW)).isZero();
    }

    @Test
    void aRefusedUpgradeTellsItsStatus() {
        var headers = MultiMap.caseInsensitiveMultiMap().add("retry-after", "7");
        End end = End.of(new UpgradeRejectedException("no", 429, headers, Buffer.buffer()), NOW);
        assertThat(end.reason()).contains("429");
        assertThat(end.notBefore()).isEqualTo(Duration.ofSeconds(7));
        assertThat(End.of(new IllegalStateException(), NOW)).isEqualTo(End.because("IllegalStateException"));
    }
}
