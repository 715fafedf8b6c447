package dev.tidemark.exchange.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DecimalsTest {

    @Test
    void everyNumberIsCorrectlyRounded() {
        var random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            String text = number(random);
            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @Test
    void fifteenDigitsComeBackAsTheyWere() {
        var random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            var decimal = BigDecimal.valueOf(random.nextLong(1, 1_000_000_000_000_000L), random.nextInt(0, 19));
            String text = decimal.toPlainString();
            assertThat(new BigDecimal(Double.toString(parse(text)))).as(text).isEqualByComparingTo(decimal);
        }
    }

    @Test
    void whatIsNoNumberIsNaN() {
        List<String> none = List.of(
                "",
                "-",
                ".",
                "1.",
                ".5",
                "0.-10000",
                "1e",
                "1e+",
                "e5",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x10",
                "1d",
                "1f",
                " 1",
                "1 ",
                "+1",
                "--1",
                "1,5",
                "1..2",
                "1.2.3",
                "٣",
                "1e999",
                "9".repeat(401));

        assertThat(none).allSatisfy(text -> assertThat(parse(text)).as(text).isNaN());
    }

    @Test
    void edgesAreHandled() {
        assertThat(parse("-0")).isEqualTo(-0.0);
        assertThat(parse("007.50")).isEqualTo(7.5);
        assertThat(parse("9007199254740993")).isEqualTo(9007199254740992.0);
        assertThat(parse("1e-400")).isZero();
        assertThat(parse("4.9E-324")).isEqualTo(Double.MIN_VALUE);
        assertThat(parse("0." + "0".repeat(30) + "1")).isEqualTo(1e-31);
        assertThat(parse("9".repeat(300))).isEqualTo(1e300);
    }

    @Test
    void theMiddleOfTwoDecimalsHasNoNoise() {
        assertThat(Decimals.rounded((81207.45 + 81207.47) / 2, 81207.47)).isEqualTo(81207.46);
        assertThat(Decimals.rounded(81228.94 - 81228.93, 81228.94)).isEqualTo(0.01);
        assertThat(Decimals.rounded(0.00001305, 0.00001305)).isEqualTo(0.00001305);
        assertThat(Decimals.rounded(1e300, 1e300)).isEqualTo(1e300);
        assertThat(Decimals.rounded(Double.NaN, Double.NaN)).isNaN();
        assertThat(Decimals.rounded(1e-300, 1e-300)).isLessThan(1e-299);
    }

    private static double parse(String text) {
        char[] chars = ("9" + text + "9").toCharArray();
        return Decimals.parse(chars, 1, text.length());
    }

    private static String number(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextLong(0, 1L << random.nextInt(1, 62)));
        if (random.nextInt(4) > 0) {
            text.append('.');
            random.ints(random.nextInt(1, 25), 0, 10).forEach(text::append);
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-280, 280));
        }
        return text.toString();
    }
}
