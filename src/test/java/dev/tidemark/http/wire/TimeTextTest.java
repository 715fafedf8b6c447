package dev.tidemark.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1700000000                       | 2023-11-14T22:13:20Z",
                "1700000000.25                    | 2023-11-14T22:13:20.25Z",
                "1700000000123                    | 2023-11-14T22:13:20.123Z",
                "1700000000123.5                  | 2023-11-14T22:13:20.123500Z",
                "1700000000123456                 | 2023-11-14T22:13:20.123456Z",
                "1700000000123456789              | 2023-11-14T22:13:20.123456Z",
                "2023-11-14                       | 2023-11-14T00:00:00Z",
                "2023-11-14T22:13                 | 2023-11-14T22:13:00Z",
                "2023-11-14T22:13:20              | 2023-11-14T22:13:20Z",
                "2023-11-14 22:13:20.5            | 2023-11-14T22:13:20.5Z",
                "2023-11-14t22:13:20,5z           | 2023-11-14T22:13:20.5Z",
                "2023-11-14T22:13:20.123456789Z   | 2023-11-14T22:13:20.123456Z",
                "2023-11-14T22:13:20+02:00        | 2023-11-14T20:13:20Z",
                "2023-11-14T22:13:20 02:00        | 2023-11-14T20:13:20Z",
                "2023-11-14T22:13:20-0530         | 2023-11-15T03:43:20Z",
                "2023-11-14T22:13:20+01           | 2023-11-14T21:13:20Z",
                "2024-02-29T00:00:00Z             | 2024-02-29T00:00:00Z",
                "2099-12-31T23:59:59.999999Z      | 2099-12-31T23:59:59.999999Z",
            })
    void everyUsualWayToWriteATimeIsRead(String text, Instant expected) {
        assertThat(TimeText.parseUs(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "0",
                "-1",
                "5000000000",
                "2023-02-29",
                "2023-13-01",
                "2023-00-10",
                "2023-01-32",
                "2023-11-14T24:00:00Z",
                "2023-11-14T22:60:00Z",
                "2023-11-14T22:13:20.Z",
                "2023-11-14T22:13:20Zx",
                "2023-11-14T22:13:20+19:00",
                "2023-11-14T",
                "2023-1-4",
                "1969-12-31T23:59:59Z",
                "2100-01-01T00:00:00Z",
                "1.2.3",
                ".",
                "99999999999999999999",
                "1700000000e0",
                "2023-11-14T22:13:20+",
                "²023-11-14"
            })
    void whatIsNoTimeIsToldApart(String text) {
        assertThat(TimeText.parseUs(text)).isEqualTo(TimeText.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "NaN", "-5.5", "1e19"})
    void aMonstrousNumberIsRefusedAtOnce(String text) {
        assertThat(TimeText.ofDecimal(text)).isEqualTo(TimeText.INVALID);
    }

    @Test
    void numbersAreToldApartByMagnitude() {
        assertThat(TimeText.ofNumber(1)).isEqualTo(1_000_000);
        assertThat(TimeText.ofNumber(99_999_999_999L)).isEqualTo(TimeText.INVALID);
        assertThat(TimeText.ofNumber(100_000_000_000L)).isEqualTo(100_000_000_000_000L);
        assertThat(TimeText.ofNumber(100_000_000_000_000L)).isEqualTo(100_000_000_000_000L);
        assertThat(TimeText.ofNumber(100_000_000_000_000_000L)).isEqualTo(100_000_000_000_000L);
        assertThat(TimeText.ofNumber(-1)).isEqualTo(TimeText.INVALID);
        assertThat(TimeText.ofNumber(Long.MAX_VALUE)).isEqualTo(TimeText.INVALID);
    }

    @Test
    void whatIsWrittenIsReadAgainAndIsWhatTheJdkSays() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            long us = 1 + random.nextLong(4_102_444_799_999_999L);
            String text = IsoTime.write(us);
            assertThat(Instant.parse(text)).isEqualTo(Instant.EPOCH.plus(us, ChronoUnit.MICROS));
            assertThat(TimeText.parseUs(text)).isEqualTo(us);
        }
    }
}
