package dev.tidemark.exchange.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Plausible;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimestampsTest {

    private static final long AT_US = 1_788_481_262_905_270L;

    @Test
    void isoComesWithAnyNumberOfDecimals() {
        assertThat(parse("2026-09-04T00:21:02.905270Z")).isEqualTo(AT_US);
        assertThat(parse("2026-09-04T00:21:02.90527Z")).isEqualTo(AT_US);
        assertThat(parse("2026-09-04T00:21:02.905270999Z")).isEqualTo(AT_US);
        assertThat(parse("2026-09-04T00:21:02Z")).isEqualTo(AT_US - 905_270);
        assertThat(parse("2026-09-04 00:21:02.905270")).isEqualTo(AT_US);
        assertThat(parse("2026-09-04T02:21:02.905270+02:00")).isEqualTo(AT_US);
        assertThat(parse("2026-09-03T19:51:02.905270-04:30")).isEqualTo(AT_US);
    }

    @Test
    void isoAgreesWithTheJdkOnEveryDay() {
        var random = new Random(3);
        for (LocalDate day = LocalDate.of(1, 1, 1); day.getYear() < 3000; day = day.plusDays(random.nextInt(1, 40))) {
            Instant at = day.atTime(23, 59, 58, random.nextInt(1_000_000_000)).toInstant(ZoneOffset.UTC);
            long expected = ChronoUnit.MICROS.between(Instant.EPOCH, at.truncatedTo(ChronoUnit.MICROS));
            assertThat(parse(at.toString())).as(at.toString()).isEqualTo(expected);
        }
    }

    @Test
    void unitsAreToldApartByMagnitude() {
        assertThat(parse("1788481262")).isEqualTo(1_788_481_262_000_000L);
        assertThat(parse("1788481262905")).isEqualTo(1_788_481_262_905_000L);
        assertThat(parse("1788481262905270")).isEqualTo(AT_US);
        assertThat(parse("1788481262905270999")).isEqualTo(AT_US);
        assertThat(parse("1788481262.905270")).isEqualTo(AT_US);
        assertThat(parse("1788481262.9052709")).isEqualTo(AT_US);
        assertThat(parse("1788481262905.270")).isEqualTo(AT_US);
        assertThat(parse("0.000000")).isZero();
    }

    @Test
    void timesThatNobodyMeansAreNotPlausible() {
        List<String> strange = List.of(
                "0001-01-01T00:00:00.000000Z",
                "1970-01-01T00:00:00.000000Z",
                "2100-01-01T00:00:00Z",
                "0",
                "soon",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:61Z",
                "2026-01-01X00:00:00Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.1.2Z",
                "2026-01-01T00:00:00ZZ",
                "2026-01-01T00:00:00+99:00",
                "-1",
                "1.",
                ".1",
                "1.5.5",
                "99999999999999999999",
                "9999999999999999999",
                "1788481262905270999.5",
                "1e9");

        assertThat(strange)
                .allSatisfy(text ->
                        assertThat(Plausible.isTime(parse(text))).as(text).isFalse());
        assertThat(parse("")).isEqualTo(Timestamps.ABSENT);
    }

    private static long parse(String text) {
        char[] chars = ("9" + text + "9").toCharArray();
        return Timestamps.parse(chars, 1, text.length());
    }
}
