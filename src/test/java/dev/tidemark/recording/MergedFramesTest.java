package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.recording.RecordedFrame.Direction;
import dev.tidemark.testkit.Recordings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MergedFramesTest {

    @TempDir
    Path folder;

    @Test
    void connectionsOneAfterAnotherInAFileAreMergedByTime() throws IOException {
        RecordingIndex index = write("a", in(1, "a1"), in(4, "a4"), in(2, "b2"), in(3, "b3"), in(9, "b9"));

        assertThat(index.isOrdered()).isFalse();
        assertThat(index.frames()).isEqualTo(5);
        assertThat(index.firstUs()).isEqualTo(1);
        assertThat(texts(index)).containsExactly("a1", "b2", "b3", "a4", "b9");
    }

    @Test
    void severalRecordingsAreMergedByTime() throws IOException {
        RecordingIndex one = write("one", in(1, "a1"), in(5, "a5"));
        RecordingIndex other = write("other", in(2, "b2"), in(5, "b5"), in(7, "b7"));
        assertThat(texts(one, other)).containsExactly("a1", "b2", "a5", "b5", "b7");
    }

    @Test
    void whatWasSentToTheVenueIsLeftOut() throws IOException {
        RecordingIndex index = write("a", new RecordedFrame(1, Direction.OUT, "sub", "a"), in(2, "a2"));
        assertThat(texts(index)).containsExactly("a2");
        assertThat(index.frames()).isEqualTo(1);
    }

    @Test
    void timeNeverStepsBackWithinAConnection() throws IOException {
        RecordingIndex index = write("a", in(5, "a5"), in(3, "a3"), in(8, "a8"));
        try (var merged = new MergedFrames(List.of(index))) {
            assertThat(merged.next(10)).extracting(RecordedFrame::atUs).containsExactly(5L, 5L, 8L);
            assertThat(merged.next(10)).isEmpty();
        }
    }

    private static RecordedFrame in(long atUs, String text) {
        return new RecordedFrame(atUs, Direction.IN, text, text.substring(0, 1));
    }

    private RecordingIndex write(String name, RecordedFrame... frames) throws IOException {
        Path file = folder.resolve(name + ".ndjson.gz");
        try (var writer = RecordingWriter.create(file, Recordings.header("text"))) {
            for (RecordedFrame frame : frames) {
                writer.write(frame);
            }
        }
        return RecordingIndex.of(file);
    }

    private static List<String> texts(RecordingIndex... recordings) throws IOException {
        var texts = new ArrayList<String>();
        try (var merged = new MergedFrames(List.of(recordings))) {
            for (var some = merged.next(2); !some.isEmpty(); some = merged.next(2)) {
                some.forEach(frame -> texts.add(frame.text()));
            }
        }
        return texts;
    }
}
