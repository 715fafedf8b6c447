package dev.tidemark.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.recording.ReplayFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class FaultOptionTest {

    private final FaultOption.Converter converter = new FaultOption.Converter();

    @Test
    void faultsAreReadAsTheyAreWritten() {
        assertThat(converter.convert("cut@100")).isEqualTo(new FaultOption(null, new ReplayFault.Cut(100)));
        assertThat(converter.convert("kraken=garbage@5:20"))
                .isEqualTo(new FaultOption("kraken", new ReplayFault.Garbage(5, 20)));
        assertThat(converter.convert("refuse:429:30").fault()).isEqualTo(new ReplayFault.RefuseUpgrade(429, "30"));
        assertThat(converter.convert("clock:-1300").fault())
                .isEqualTo(new ReplayFault.ClockOffset(Duration.ofMillis(-1_300)));
        assertThat(converter.convert("reject:BTC-USD").fault())
                .isEqualTo(new ReplayFault.RejectSubscription("BTC-USD", "refused by --fault"));
    }

    @Test
    void whatIsNoFaultNamesThoseThatThereAre() {
        assertThatThrownBy(() -> converter.convert("explode@3"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("cut@N")
                .hasMessageContaining("'explode@3'");
        assertThatThrownBy(() -> converter.convert("cut@soon")).isInstanceOf(TypeConversionException.class);
    }
}
