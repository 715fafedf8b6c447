package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void durationsAreReadAsPeopleAndIsoWriteThem() {
        assertThat(Amounts.duration("50ms")).contains(Duration.ofMillis(50));
        assertThat(Amounts.duration("5 s")).contains(Duration.ofSeconds(5));
        assertThat(Amounts.duration("2m")).contains(Duration.ofMinutes(2));
        assertThat(Amounts.duration("1d")).contains(Duration.ofDays(1));
        assertThat(Amounts.duration("PT0.5S")).contains(Duration.ofMillis(500));
    }

    @Test
    void whatIsNoDurationIsNone() {
        for (String text : new String[] {"", "5", "s", "-5s", "5 weeks", "PT", "99999999999999999999s"}) {
            assertThat(Amounts.duration(text)).as(text).isEmpty();
        }
    }

    @Test
    void sizesArePowersOf1024() {
        assertThat(Amounts.bytes("17")).contains(17L);
        assertThat(Amounts.bytes("1kB")).contains(1L << 10);
        assertThat(Amounts.bytes("64 MB")).contains(64L << 20);
        assertThat(Amounts.bytes("2GiB")).contains(2L << 30);
        assertThat(Amounts.bytes("999999999999999TB")).isEmpty();
        assertThat(Amounts.bytes("-1")).isEmpty();
        assertThat(Amounts.bytes("1 MBit")).isEmpty();
    }

    @Test
    void amountsAreShownInTheLargestUnitThatFits() {
        assertThat(Amounts.showBytes(64L << 20)).isEqualTo("64MB");
        assertThat(Amounts.showBytes(1025)).isEqualTo("1025B");
        assertThat(Amounts.showDuration(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(Amounts.showDuration(Duration.ofHours(2))).isEqualTo("2h");
    }

    @Test
    void wholeNumbersMayBeGroupedAndNeverOverflow() {
        assertThat(Amounts.whole("100_000")).contains(100_000L);
        assertThat(Amounts.whole("99999999999999999999")).isEmpty();
        assertThat(Amounts.whole("1.5")).isEmpty();
    }
}
