package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.recording.RecordedFrame.Direction;
import dev.tidemark.testkit.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordingTest {

    private static final String HEADER =
            "{\"source\": \"binance\", \"url\": \"wss://x\", \"recorded\": \"2024-08-08\", \"more\": {\"a\": [1]}}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.ndjson.gz", "a.ndjson"})
    void whatIsWrittenIsReadAgain(String name) throws IOException {
        Path file = folder.resolve(name);
        var frames = List.of(
                new RecordedFrame(1, Direction.OUT, "{\"subscribe\":\"é\\u0000\\\"\"}", "c.1"),
                new RecordedFrame(2, Direction.IN, "\u0000\n\t\u2028 \uD83C\uDF0A", null),
                new RecordedFrame(3, Direction.IN, "x".repeat(6 << 20), "c.2"));
        try (var writer = RecordingWriter.create(file, Recordings.header("binance"))) {
            for (RecordedFrame frame : frames) {
                writer.write(frame);
            }
        }

        try (var reader = RecordingReader.open(file)) {
            assertThat(reader.header()).isEqualTo(Recordings.header("binance"));
            assertThat(rest(reader)).isEqualTo(frames);
            assertThat(reader.isTorn()).isFalse();
        }
    }

    @Test
    void whatWasFlushedCanBeReadThoughTheEndIsMissing() throws IOException {
        Path file = folder.resolve("a.ndjson.gz");
        try (var writer = RecordingWriter.create(file, Recordings.header("binance"))) {
            writer.write(new RecordedFrame(1, Direction.IN, "one", null));
            writer.flush();
            Path copy = Files.copy(file, folder.resolve("killed.ndjson.gz"));
            try (var reader = RecordingReader.open(copy)) {
                assertThat(rest(reader)).hasSize(1);
                assertThat(reader.isTorn()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ndjson.gz", "a.ndjson"})
    void aTornTailIsPassedOverWhereverItWasTorn(String name) throws IOException {
        var texts = List.of("one", "two", "three € \uD83C\uDF0A \"quoted\" \n", "four");
        byte[] whole = Files.readAllBytes(Recordings.of(folder.resolve(name), "text", 1, texts));
        int headers = name.endsWith(".gz") ? whole.length - 60 : 150;
        for (int length = whole.length - 1; length > headers; length--) {
            Path torn = Files.write(folder.resolve("torn-" + length), Arrays.copyOf(whole, length));
            try (var reader = RecordingReader.open(torn)) {
                assertThat(rest(reader)).extracting(RecordedFrame::text).isSubsetOf(texts);
                assertThat(reader.next()).isNull();
            }
        }
    }

    @Test
    void blankLinesAndFieldsInAnyOrderAreRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.ndjson"),
                HEADER + "\n{\"conn\":null,\"frame\":\"x\",\"new\":{\"a\":1},\"dir\":\"in\",\"at\":5}\r\n\n");
        try (var reader = RecordingReader.open(file)) {
            assertThat(rest(reader)).containsExactly(new RecordedFrame(5, Direction.IN, "x", null));
            assertThat(reader.isTorn()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\":\"x\",\"dir\":\"in\",\"frame\":\"f\"}",
                "{\"at\":1,\"dir\":\"up\",\"frame\":\"f\"}",
                "{\"at\":1,\"dir\":\"in\",\"frame\":{}}",
                "{\"at\":1,\"dir\":\"in\"}",
                "[1]",
                "no json at all",
                "{\"at\":1,,}"
            })
    void aLineThatIsNoFrameIsNamed(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), HEADER + line + "\n" + line + "\n");
        try (var reader = RecordingReader.open(file)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a.ndjson, line 2")
                    .hasMessageContaining("expected");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"url\":\"x\"}", "17", "text", "{\"source\":\"bin"})
    void aFileThatIsNoRecordingIsRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), content);
        assertThatThrownBy(() -> RecordingReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.ndjson")
                .hasMessageContaining("expected");
    }

    private static List<RecordedFrame> rest(RecordingReader reader) throws IOException {
        var frames = new ArrayList<RecordedFrame>();
        for (RecordedFrame frame = reader.next(); frame != null; frame = reader.next()) {
            frames.add(frame);
        }
        return frames;
    }
}
