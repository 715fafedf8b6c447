package dev.tidemark.cold.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldingsTest {

    @Test
    void theyAreWrittenInTheOrderOfTheDaysAndReadAgain() {
        var holdings = Holdings.of(Map.of(LocalDate.of(2026, 10, 2), 3, LocalDate.of(2026, 10, 1), 1));

        assertThat(holdings.text()).isEqualTo("2026-10-01:1 2026-10-02:3");
        assertThat(Holdings.parse(holdings.text())).isEqualTo(holdings);
        assertThat(holdings.version(LocalDate.of(2026, 10, 2))).isEqualTo(3);
        assertThat(holdings.version(LocalDate.of(2026, 10, 3))).isZero();
    }

    @Test
    void whatIsNoneIsRefused() {
        for (String text : new String[] {"", "2026-10-01", "2026-13-01:1", "2026-10-01:one", ":1", "2026-10-01:1  "}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Holdings.parse(text));
        }
    }
}
