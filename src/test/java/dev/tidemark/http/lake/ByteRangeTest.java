package dev.tidemark.http.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=0-100, 0, 100",
        "bytes=10-19, 10, 10",
        "bytes=99-, 99, 1",
        "bytes=0-, 0, 100",
        "bytes=-1, 99, 1",
        "bytes=-100, 0, 100",
        "bytes=-101, 0, 100",
        "BYTES = 10 - 19, 10, 10",
        "bytes=10-99999999999999999999999, 10, 90",
        "bytes=-99999999999999999999999, 0, 100"
    })
    void aRangeIsCutToWhatThereIs(String header, long from, long length) {
        assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Part(from, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"})
    void aRangeBehindTheEndIsUnsatisfiable(String header) {
        assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "items=0-1",
                "bytes=0-1,",
                "0-1"
            })
    void whatIsNotOneRangeIsTheWhole(String header) {
        assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void noHeaderOrTwoAreTheWhole() {
        assertThat(ByteRange.of(List.of(), 100)).isEqualTo(new ByteRange.Whole());
        assertThat(ByteRange.of(List.of("bytes=0-1", "bytes=2-3"), 100)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void anEmptyObjectHasNoRange() {
        assertThat(ByteRange.of(List.of("bytes=0-"), 0)).isEqualTo(new ByteRange.Unsatisfiable());
        assertThat(ByteRange.of(List.of("bytes=-5"), 0)).isEqualTo(new ByteRange.Unsatisfiable());
    }
}
