package dev.tidemark.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-1.5", "+2", "1e3", "1E-3", ".5", "5.", "60000.123456789", "4.9e-324", "1e400"})
    void aDecimalIsReadAsTheJdkReadsIt(String text) {
        assertThat(NumberText.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "1d", "1f", "0x1p3", "NaN", "Infinity", "1e", "e5", ".", "-", "1,5", "1_0", "--1"
            })
    void everythingElseIsNoNumber(String text) {
        assertThat(NumberText.parse(text)).isNaN();
    }
}
